#include "explain/phrases.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace polder::explain {

namespace {

using model::Cause;
using model::EventType;

constexpr std::array kPhrases{
    Phrase{EventType::dossier_tabled,
           Cause::schedule,
           Manner::plain,
           {"{who} legt {dossier} op tafel (concreetheid {value}); er staat {stake} op het spel ({detail}).",
            "{who} tables {dossier} (concreteness {value}); {stake} is at stake ({detail})."},
           {"{dossier} (van {who}, concreetheid {value})", "{dossier} (by {who}, concreteness {value})"}},
    Phrase{
        EventType::review_demanded,
        Cause::read_share,
        Manner::waits,
        {"{dossier} wacht, er wordt {review_times} leestijd gevraagd: {who} heeft {value} gelezen en wil "
         "{threshold} gelezen hebben; het vertrouwen in het oordeel van de groep is daar {trust} ({detail}).",
         "{dossier} waits, time to read is requested {review_times}: {who} has read {value} and wants to "
         "have read {threshold}; its trust in the group's judgement is {trust} ({detail})."},
        {"{dossier} ({review_times}; {who} las {value} en wil {threshold}, vertrouwen in de groep {trust}: "
         "{detail})",
         "{dossier} ({review_times}; {who} read {value} and wants {threshold}, trust in the group {trust}: "
         "{detail})"}},
    Phrase{EventType::review_demanded,
           Cause::read_share,
           Manner::overruled,
           {"Voor {dossier} wordt {review_times} leestijd gevraagd, vergeefs: {who} heeft {value} gelezen en "
            "wil {threshold} gelezen hebben; het vertrouwen in het oordeel van de groep is daar {trust} "
            "({detail}).",
            "Time to read {dossier} is requested {review_times}, in vain: {who} has read {value} and wants "
            "to have read {threshold}; its trust in the group's judgement is {trust} ({detail})."},
           {"{dossier} ({review_times}, vergeefs; {who} las {value} en wil {threshold}, vertrouwen in de "
            "groep {trust}: {detail})",
            "{dossier} ({review_times}, in vain; {who} read {value} and wants {threshold}, trust in the "
            "group {trust}: {detail})"}},
    Phrase{EventType::redrafted,
           Cause::disagreement,
           Manner::plain,
           {"{dossier} gaat {redraft_times} terug: het zwaarste bezwaar is van {who}, dat {value} van het "
            "voorstel af staat en {threshold} aanvaardt; {change}.",
            "{dossier} is sent back {redraft_times}: the weightiest objection is that of {who}, which stands "
            "{value} from the draft and accepts {threshold}; {change}."},
           {"{dossier} ({redraft_times}; bezwaar van {who}, {value} van het voorstel en aanvaardt "
            "{threshold}; {change})",
            "{dossier} ({redraft_times}; objection of {who}, {value} from the draft and accepts {threshold}; "
            "{change})"}},
    Phrase{EventType::redrafted,
           Cause::concreteness,
           Manner::plain,
           {"{dossier} is te vaag voor een besluit (concreetheid {value}, de ondergrens is {threshold}): "
            "{who} werkt het uit, {change}.",
            "{dossier} is too vague to be decided (concreteness {value}, the floor is {threshold}): {who} "
            "works it out, {change}."},
           {"{dossier} (te vaag: {value} bij een ondergrens van {threshold}; door {who} {change})",
            "{dossier} (too vague: {value} with a floor of {threshold}; {change} by {who})"}},
    Phrase{EventType::decided,
           Cause::support,
           Manner::consent,
           {"{dossier} is vastgesteld na {weeks} op tafel{redrafted}: {value} van de aanwezigen stemt in, "
            "{threshold} is genoeg; {course}.",
            "{dossier} is decided after {weeks} on the table{redrafted}: {value} of those present agree, "
            "{threshold} is enough; {course}."},
           {"{dossier} (na {weeks}{redrafted}; {value} stemt in; {course})",
            "{dossier} (after {weeks}{redrafted}; {value} agree; {course})"}},
    Phrase{EventType::decided,
           Cause::support,
           Manner::owners,
           {"{dossier} is vastgesteld na {weeks} op tafel{redrafted}: van de gemeenten die over de betrokken "
            "velden gaan tekent {value}, {threshold} is nodig; {course}.",
            "{dossier} is decided after {weeks} on the table{redrafted}: of the municipalities that own the "
            "fields concerned {value} sign, {threshold} is needed; {course}."},
           {"{dossier} (na {weeks}{redrafted}; {value} van de veldeigenaren tekent; {course})",
            "{dossier} (after {weeks}{redrafted}; {value} of the field owners sign; {course})"}},
    Phrase{EventType::decided,
           Cause::support,
           Manner::votes,
           {"Het bestuur stelt {dossier} vast na {weeks} op tafel{redrafted}: {value} van de stemmen is "
            "voor, {threshold} is genoeg; {course}.",
            "The board decides {dossier} after {weeks} on the table{redrafted}: {value} of the votes are in "
            "favour, {threshold} is enough; {course}."},
           {"{dossier} (na {weeks}{redrafted}; {value} van de stemmen voor; {course})",
            "{dossier} (after {weeks}{redrafted}; {value} of the votes in favour; {course})"}},
    Phrase{EventType::decided,
           Cause::redrafts,
           Manner::plain,
           {"De procesmanager hakt de knoop door over {dossier} na {weeks} op tafel: {value} herschreven "
            "zonder akkoord, de grens is {threshold}; {course}.",
            "The process manager settles {dossier} after {weeks} on the table: redrafted {value} without "
            "agreement, the limit is {threshold}; {course}."},
           {"{dossier} (door de procesmanager, na {weeks}; {value} herschreven, de grens is {threshold}; "
            "{course})",
            "{dossier} (by the process manager, after {weeks}; redrafted {value}, the limit is {threshold}; "
            "{course})"}},
    Phrase{EventType::decided,
           Cause::none,
           Manner::centre,
           {"{who} stelt {dossier} vast als centrumgemeente, na {weeks} op tafel; de anderen zijn gehoord en "
            "hoeven niet in te stemmen; {course}.",
            "{who} decides {dossier} as centre municipality, after {weeks} on the table; the others have "
            "been heard and need not agree; {course}."},
           {"{dossier} (door {who} als centrumgemeente, na {weeks}; {course})",
            "{dossier} (by {who} as centre municipality, after {weeks}; {course})"}},
    Phrase{EventType::decided,
           Cause::none,
           Manner::field_owner,
           {"{who} stelt {dossier} vast als eigenaar van het veld, na {weeks} op tafel; de anderen zijn "
            "gehoord en hoeven niet in te stemmen; {course}.",
            "{who} decides {dossier} as owner of the field, after {weeks} on the table; the others have been "
            "heard and need not agree; {course}."},
           {"{dossier} (door {who} als eigenaar van het veld, na {weeks}; {course})",
            "{dossier} (by {who} as owner of the field, after {weeks}; {course})"}},
    Phrase{EventType::pushed_through,
           Cause::draw,
           Manner::asked,
           {"{who} drukt {dossier} door als inhoudelijk trekker, na {weeks} op tafel{redrafted}, hoewel om "
            "leestijd is gevraagd; de kans daarop was {threshold}; {course}.",
            "{who} pushes {dossier} through as content leader, after {weeks} on the table{redrafted}, though "
            "time to read was asked for; the chance of that was {threshold}; {course}."},
           {"{dossier} (door {who}, na {weeks}{redrafted}, hoewel om leestijd is gevraagd; kans {threshold}; "
            "{course})",
            "{dossier} (by {who}, after {weeks}{redrafted}, though time to read was asked for; chance "
            "{threshold}; {course})"}},
    Phrase{EventType::pushed_through,
           Cause::draw,
           Manner::disagreed,
           {"{who} drukt {dossier} door als inhoudelijk trekker, na {weeks} op tafel{redrafted}, zonder "
            "genoeg instemming; de kans daarop was {threshold}; {course}.",
            "{who} pushes {dossier} through as content leader, after {weeks} on the table{redrafted}, "
            "without enough agreement; the chance of that was {threshold}; {course}."},
           {"{dossier} (door {who}, na {weeks}{redrafted}, zonder genoeg instemming; kans {threshold}; "
            "{course})",
            "{dossier} (by {who}, after {weeks}{redrafted}, without enough agreement; chance {threshold}; "
            "{course})"}},
    Phrase{EventType::shelved,
           Cause::waiting_weeks,
           Manner::plain,
           {"{dossier} gaat van tafel zonder besluit: {value} op tafel, langer dan {threshold} wacht "
            "niemand; {course}.",
            "{dossier} is shelved without a decision: {value} on the table, longer than the {threshold} that "
            "it may take; {course}."},
           {"{dossier} ({value} op tafel, meer dan {threshold}; {course})",
            "{dossier} ({value} on the table, more than {threshold}; {course})"}},
    Phrase{EventType::shelved,
           Cause::redrafts,
           Manner::plain,
           {"{dossier} gaat van tafel zonder besluit: {value} herschreven en nog geen akkoord, vaker dan "
            "{threshold} gebeurt niet; {course}.",
            "{dossier} is shelved without a decision: redrafted {value} and still no agreement, more than "
            "{threshold} is not done; {course}."},
           {"{dossier} ({value} herschreven, ten hoogste {threshold}; {course})",
            "{dossier} (redrafted {value}, at most {threshold}; {course})"}},
    Phrase{EventType::ratification_failed,
           Cause::draw,
           Manner::plain,
           {"{who} bekrachtigt het besluit over {dossier} niet: het kwam er thuis niet van (kans "
            "{threshold}), al is er draagvlak.",
            "{who} does not ratify the decision on {dossier}: it was not done at home (chance {threshold}), "
            "though there is backing."},
           {"{who} (kwam er niet van)", "{who} (was not done)"}},
    Phrase{EventType::ratification_failed,
           Cause::draw,
           Manner::backing,
           {"{who} bekrachtigt het besluit over {dossier} niet: het college steunt de samenwerking {detail} "
            "minder dan toegezegd (kans {threshold}).",
            "{who} does not ratify the decision on {dossier}: its executive backs the partnership {detail} "
            "less than it pledged (chance {threshold})."},
           {"{who} (draagvlak {detail} onder de toezegging)", "{who} (backing {detail} below the pledge)"}},
    Phrase{
        EventType::ratification_failed,
        Cause::draw,
        Manner::objected,
        {"{who} bekrachtigt het besluit over {dossier} niet: de gemeente was het er niet mee eens (kans "
         "{threshold}).",
         "{who} does not ratify the decision on {dossier}: it did not agree with it (chance {threshold})."},
        {"{who} (oneens)", "{who} (disagrees)"}},
    Phrase{EventType::ratification_failed,
           Cause::draw,
           Manner::both,
           {"{who} bekrachtigt het besluit over {dossier} niet: de gemeente was het er niet mee eens en het "
            "college steunt de samenwerking {detail} minder dan toegezegd (kans {threshold}).",
            "{who} does not ratify the decision on {dossier}: it did not agree with it and its executive "
            "backs the partnership {detail} less than it pledged (chance {threshold})."},
           {"{who} (oneens, en draagvlak {detail} onder de toezegging)",
            "{who} (disagrees, and backing {detail} below the pledge)"}},
    Phrase{EventType::carried_out,
           Cause::coverage,
           Manner::in_full,
           {"{dossier} is volledig uitgevoerd: alle taken zijn af, en gemeenten met {value} van de inwoners "
            "werken eraan mee ({threshold} is genoeg).",
            "{dossier} is carried out in full: all tasks are done, and municipalities with {value} of the "
            "inhabitants go along ({threshold} is enough)."},
           {"{dossier} (volledig, door gemeenten met {value} van de inwoners)",
            "{dossier} (in full, by municipalities with {value} of the inhabitants)"}},
    Phrase{EventType::carried_out,
           Cause::coverage,
           Manner::in_part,
           {"{dossier} is maar ten dele uitgevoerd: alle taken zijn af, maar gemeenten met {value} van de "
            "inwoners werken eraan mee, minder dan {threshold}.",
            "{dossier} is carried out in part only: all tasks are done, but municipalities with {value} of "
            "the inhabitants go along, less than {threshold}."},
           {"{dossier} (ten dele: taken af, maar {value} van de inwoners, minder dan {threshold})",
            "{dossier} (in part: tasks done, but {value} of the inhabitants, less than {threshold})"}},
    Phrase{
        EventType::carried_out,
        Cause::quality,
        Manner::in_part,
        {"{dossier} is maar ten dele uitgevoerd: {value} van het werk is gedaan, de rest is blijven liggen.",
         "{dossier} is carried out in part only: {value} of the work was done, the rest was left."},
        {"{dossier} (ten dele: {value} van het werk gedaan)",
         "{dossier} (in part: {value} of the work done)"}},
    Phrase{EventType::carried_out,
           Cause::quality,
           Manner::nothing,
           {"{dossier} blijft papier: geen enkele taak is afgemaakt ({value} van het werk gedaan).",
            "{dossier} stays on paper: no task at all was completed ({value} of the work done)."},
           {"{dossier} (blijft papier: {value} van het werk gedaan)",
            "{dossier} (stays on paper: {value} of the work done)"}},
    Phrase{EventType::task_taken,
           Cause::stimulus,
           Manner::plain,
           {"{who} steekt een hand op voor {tasks} van {dossier} (bereidheid {value}, drempel {threshold}).",
            "{who} raises a hand for {tasks} of {dossier} (willingness {value}, threshold {threshold})."},
           {"{who} ({tasks})", "{who} ({tasks})"}},
    Phrase{EventType::task_taken,
           Cause::draw,
           Manner::plain,
           {"Voor {tasks} van {dossier} gaat geen hand omhoog; men kijkt naar {who}, de inhoudelijk trekker, "
            "en die "
            "neemt het op zich (kans {threshold}).",
            "For {tasks} of {dossier} no hand goes up; all look to {who}, which leads on content, and it "
            "takes that on "
            "(chance {threshold})."},
           {"{who} ({tasks}, omdat men die kant op kijkt)", "{who} ({tasks}, since all look that way)"}},
    Phrase{EventType::task_taken,
           Cause::rule,
           Manner::plain,
           {"{who} krijgt {tasks} van {dossier}: zo zijn de taken verdeeld.",
            "{who} is given {tasks} of {dossier}: that is how work is divided."},
           {"{who} ({tasks}, volgens de taakverdeling)", "{who} ({tasks}, by the division of work)"}},
    Phrase{EventType::task_taken,
           Cause::none,
           Manner::by_role,
           {"{who} krijgt {tasks} van {dossier} toegewezen: de rollen liggen vast.",
            "{who} is assigned {tasks} of {dossier}: roles are explicit."},
           {"{who} ({tasks}, toegewezen)", "{who} ({tasks}, assigned)"}},
    Phrase{EventType::task_taken,
           Cause::none,
           Manner::by_lot,
           {"{who} krijgt {tasks} van {dossier} bij loting: wie wat doet gaat hier niet naar tijd of kennis.",
            "{who} gets {tasks} of {dossier} by lot: who does what does not go by time or knowledge here."},
           {"{who} ({tasks}, bij loting)", "{who} ({tasks}, by lot)"}},
    Phrase{
        EventType::task_unowned,
        Cause::draw,
        Manner::time,
        {"Niemand steekt een hand op voor {tasks} van {dossier}: {who} kwam er het dichtst bij (kans "
         "{threshold}), daar ontbreekt het vooral aan tijd ({detail}).",
         "Nobody raises a hand for {tasks} of {dossier}: {who} came nearest (chance {threshold}), what lacks "
         "there is mostly time ({detail})."},
        {"{tasks} van {dossier} ({who} het dichtst bij, kans {threshold}; het ontbreekt aan tijd: {detail})",
         "{tasks} of {dossier} ({who} nearest, chance {threshold}; time lacks: {detail})"}},
    Phrase{EventType::task_unowned,
           Cause::draw,
           Manner::backing,
           {"Niemand steekt een hand op voor {tasks} van {dossier}: {who} kwam er het dichtst bij (kans "
            "{threshold}), daar ontbreekt het vooral aan bestuurlijk draagvlak ({detail}).",
            "Nobody raises a hand for {tasks} of {dossier}: {who} came nearest (chance {threshold}), what "
            "lacks there is mostly backing by administrators ({detail})."},
           {"{tasks} van {dossier} ({who} het dichtst bij, kans {threshold}; het ontbreekt aan draagvlak: "
            "{detail})",
            "{tasks} of {dossier} ({who} nearest, chance {threshold}; backing lacks: {detail})"}},
    Phrase{
        EventType::task_unowned,
        Cause::draw,
        Manner::effort,
        {"Niemand steekt een hand op voor {tasks} van {dossier}: {who} kwam er het dichtst bij (kans "
         "{threshold}), daar ontbreekt het vooral aan inzet ({detail}).",
         "Nobody raises a hand for {tasks} of {dossier}: {who} came nearest (chance {threshold}), what lacks "
         "there is mostly effort ({detail})."},
        {"{tasks} van {dossier} ({who} het dichtst bij, kans {threshold}; het ontbreekt aan inzet: {detail})",
         "{tasks} of {dossier} ({who} nearest, chance {threshold}; effort lacks: {detail})"}},
    Phrase{
        EventType::task_unowned,
        Cause::draw,
        Manner::knowledge,
        {"Niemand steekt een hand op voor {tasks} van {dossier}: {who} kwam er het dichtst bij (kans "
         "{threshold}), daar ontbreekt het vooral aan kennis ({detail}).",
         "Nobody raises a hand for {tasks} of {dossier}: {who} came nearest (chance {threshold}), what lacks "
         "there is mostly knowledge ({detail})."},
        {"{tasks} van {dossier} ({who} het dichtst bij, kans {threshold}; het ontbreekt aan kennis: "
         "{detail})",
         "{tasks} of {dossier} ({who} nearest, chance {threshold}; knowledge lacks: {detail})"}},
    Phrase{
        EventType::task_unowned,
        Cause::draw,
        Manner::vague,
        {"Niemand steekt een hand op voor {tasks} van {dossier}: het besluit is te vaag om mee aan het werk "
         "te gaan (concreetheid {detail}); {who} kwam er het dichtst bij (kans {threshold}).",
         "Nobody raises a hand for {tasks} of {dossier}: the decision is too vague to work with "
         "(concreteness {detail}); {who} came nearest (chance {threshold})."},
        {"{tasks} van {dossier} ({who} het dichtst bij, kans {threshold}; te vaag: concreetheid {detail})",
         "{tasks} of {dossier} ({who} nearest, chance {threshold}; too vague: concreteness {detail})"}},
    Phrase{EventType::task_finished,
           Cause::quality,
           Manner::plain,
           {"{who} rondt {tasks} van {dossier} af.", "{who} finishes {tasks} of {dossier}."},
           {"{who} ({tasks})", "{who} ({tasks})"}},
    Phrase{EventType::task_finished,
           Cause::quality,
           Manner::late,
           {"{who} rondt {tasks} van {dossier} alsnog af, te laat.",
            "{who} finishes {tasks} of {dossier} after all, late."},
           {"{who} ({tasks}, te laat)", "{who} ({tasks}, late)"}},
    Phrase{EventType::task_late,
           Cause::weeks_overdue,
           Manner::plain,
           {"{who} is te laat met {tasks} van {dossier}: {value} over de termijn, de speling was "
            "{threshold}; {detail} is gedaan.",
            "{who} is late with {tasks} of {dossier}: {value} past the date, the slack was {threshold}; "
            "{detail} is done."},
           {"{who} met {tasks} van {dossier} ({value} over de termijn, speling {threshold}; {detail} gedaan)",
            "{who} with {tasks} of {dossier} ({value} past the date, slack {threshold}; {detail} done)"}},
    Phrase{
        EventType::task_late,
        Cause::weeks_overdue,
        Manner::unowned,
        {"Voor {tasks} van {dossier} is er nog altijd geen trekker: {value} over de termijn, de speling was "
         "{threshold}.",
         "There is still nobody for {tasks} of {dossier}: {value} past the date, the slack was {threshold}."},
        {"{tasks} van {dossier} zonder trekker ({value} over de termijn, speling {threshold})",
         "{tasks} of {dossier} without anybody ({value} past the date, slack {threshold})"}},
    Phrase{
        EventType::task_dropped,
        Cause::weeks_overdue,
        Manner::plain,
        {"{who} laat {tasks} van {dossier} vallen: {value} over de termijn, de grens was {threshold}; er "
         "telt {detail} van als gedaan.",
         "{who} drops {tasks} of {dossier}: {value} past the date, the limit was {threshold}; {detail} of it "
         "counts as done."},
        {"{who}: {tasks} van {dossier} ({value} over de termijn, grens {threshold}; {detail} telt als "
         "gedaan)",
         "{who}: {tasks} of {dossier} ({value} past the date, limit {threshold}; {detail} counts as done)"}},
    Phrase{EventType::task_dropped,
           Cause::weeks_overdue,
           Manner::unowned,
           {"Er komt niets van {tasks} van {dossier}, die niemand op zich nam: {value} over de termijn, de "
            "grens was {threshold}.",
            "Nothing comes of {tasks} of {dossier}, which nobody took: {value} past the date, the limit was "
            "{threshold}."},
           {"{tasks} van {dossier} die niemand op zich nam ({value} over de termijn, grens {threshold})",
            "{tasks} of {dossier} that nobody took ({value} past the date, limit {threshold})"}},
    Phrase{EventType::withdrew,
           Cause::effort,
           Manner::plain,
           {"{who} stapt uit de samenwerking: de inzet is gezakt tot {value}, onder {threshold}.",
            "{who} leaves the partnership: its effort has fallen to {value}, below {threshold}."},
           {"{who} (inzet {value}, onder {threshold})", "{who} (effort {value}, below {threshold})"}},
    Phrase{EventType::withdrew,
           Cause::effort,
           Manner::shock,
           {"{who}, met de minste inzet ({value}), stapt uit de samenwerking: zo wil het scenario.",
            "{who}, with the least effort ({value}), leaves the partnership: the scenario has it so."},
           {"{who} (volgens het scenario; inzet {value})", "{who} (by the scenario; effort {value})"}},
    Phrase{EventType::staff_left,
           Cause::none,
           Manner::plain,
           {"Bij {who} vertrekt een medewerker ({value} van de bezetting op dit terrein): kennis, contacten "
            "en half werk gaan mee.",
            "A member of staff leaves {who} ({value} of its staff on the subject): knowledge, contacts and "
            "half-done work go along."},
           {"{who} ({value} van de bezetting)", "{who} ({value} of the staff)"}},
    Phrase{EventType::staff_left,
           Cause::none,
           Manner::at_desk,
           {"Bij {who} vertrekt een medewerker ({value} van de bezetting): half werk gaat mee.",
            "A member of staff leaves {who} ({value} of its staff): half-done work goes along."},
           {"{who} ({value} van de bezetting)", "{who} ({value} of the staff)"}},
    Phrase{
        EventType::alderman_replaced,
        Cause::draw,
        Manner::plain,
        {"{who} krijgt een andere wethouder; het draagvlak voor de samenwerking is nu {backing} ({detail}).",
         "{who} gets another alderman; backing of the partnership is now {backing} ({detail})."},
        {"{who} (draagvlak nu {backing}: {detail})", "{who} (backing now {backing}: {detail})"}},
    Phrase{EventType::election_held,
           Cause::schedule,
           Manner::drifted_in,
           {"Raadsverkiezingen in {who}: de politieke kleur wordt ruimhartiger ({value}).",
            "Municipal election in {who}: political colour becomes more welcoming ({value})."},
           {"{who} ruimhartiger ({value})", "{who} more welcoming ({value})"}},
    Phrase{EventType::election_held,
           Cause::schedule,
           Manner::plain,
           {"Raadsverkiezingen in {who}: de politieke kleur wordt terughoudender ({value}).",
            "Municipal election in {who}: political colour becomes more restrictive ({value})."},
           {"{who} terughoudender ({value})", "{who} more restrictive ({value})"}},
    Phrase{EventType::intervention_started,
           Cause::schedule,
           Manner::plain,
           {"{intervention}", "{intervention}"},
           {"{intervention}", "{intervention}"}},
    Phrase{EventType::form_agreed,
           Cause::support,
           Manner::plain,
           {"Bij {dossier} is iedereen het eens over de vorm: wie wat doet op dit taakveld. Na bekrachtiging "
            "thuis komt de inhoud aan de orde.",
            "With {dossier} everyone agrees on the form: who does what in its field. Once ratified at home, "
            "its content may be decided."},
           {"{dossier}", "{dossier}"}},
    Phrase{EventType::unit_started,
           Cause::schedule,
           Manner::plain,
           {"De gezamenlijke eenheid van {group} heeft genoeg mensen en neemt de uitvoering over.",
            "The joint unit of {group} has enough staff and takes up operations."},
           {"{group}", "{group}"}},
    Phrase{EventType::concept_switched,
           Cause::schedule,
           Manner::plain,
           {"{group} gaat over van {concept_before} naar {concept_after}. De inrichting begint opnieuw; "
            "gezamenlijke werkplekken, als die er waren, gaan dicht, en lopend werk daar wordt met verlies "
            "overgedragen.",
            "{group} changes from {concept_before} to {concept_after}. Set-up starts anew; joint desks, if "
            "there were any, close, and work in hand there changes hands at a loss."},
           {"{group}: van {concept_before} naar {concept_after}",
            "{group}: from {concept_before} to {concept_after}"}},
};

constexpr std::array<Bilingual, model::kEventNames.size()> kLeads{
    {{"Nieuw op tafel", "Newly tabled"},
     {"Leestijd gevraagd", "Time to read requested"},
     {"Teruggestuurd", "Sent back"},
     {"Vastgesteld", "Decided"},
     {"Doorgedrukt", "Pushed through"},
     {"Van tafel", "Shelved"},
     {"Niet bekrachtigd", "Not ratified"},
     {"Afgesloten", "Closed"},
     {"Taken opgepakt", "Tasks taken"},
     {"Niemand steekt een hand op", "Nobody raises a hand"},
     {"Taken afgerond", "Tasks finished"},
     {"Te laat", "Late"},
     {"Laten vallen", "Dropped"},
     {"Uit de samenwerking", "Left the partnership"},
     {"Vertrek van een medewerker", "Staff left"},
     {"Andere wethouder", "Another alderman"},
     {"Raadsverkiezingen", "Municipal elections"},
     {"Vanaf nu", "From now on"},
     {"Eens over de vorm", "Form agreed"},
     {"Eenheid aan het werk", "Unit at work"},
     {"Andere vorm", "Another form"}}};

constexpr std::array<Bilingual, model::kConceptNames.size()> kConceptForms{
    {{"een netwerk", "a network"},
     {"een centrumgemeente", "a centre municipality"},
     {"een matrix", "a matrix"},
     {"een shared service center", "a shared-service centre"},
     {"een mix", "a mix"}}};

constexpr std::array<Bilingual, model::kInterventionFields.size()> kInterventions{{
    {"Monitoring en evaluatie beginnen: resultaten worden zichtbaar.",
     "Monitoring and evaluation start: results become visible."},
    {"Concrete doelen: te vage voorstellen worden niet meer vastgesteld.",
     "Concrete goals: drafts that are too vague are no longer decided."},
    {"Expliciete rollen: taken worden toegewezen naar capaciteit en kennis.",
     "Explicit roles: tasks are assigned by capacity and knowledge."},
    {"Een forum komt in de plaats van de mail.", "A forum takes the place of mail."},
    {"De procesmanager wordt onafhankelijk en is in dienst van geen gemeente.",
     "The process manager becomes independent, employed by no municipality."},
    {"De procesmanager mag knopen doorhakken.", "The process manager may settle what is left open."},
    {"De procesmanager vertrekt.", "The process manager leaves."},
    {"Dossiers gaan alleen nog naar de gemeenten die het aangaat.",
     "Dossiers go only to the municipalities that they concern most."},
    {"Ieder overleg krijgt tijd voor informeel contact.", "Every meeting has time for informal contact."},
    {"De kleinste bezettingen worden aangevuld.", "The smallest staffs are brought up to a floor."},
    {"Een gezamenlijk budget huurt menskracht in voor gezamenlijke taken.",
     "A joint budget hires hands for joint tasks."},
    {"Gezamenlijke tijdelijke woningen komen beschikbaar.", "Joint temporary dwellings come available."},
    {"Gemeenten mogen taakstelling onderling uitruilen.", "Municipalities may exchange targets."},
    {"De politieke kleur verschuift overal.", "Political colour shifts everywhere."},
    {"De instroom verandert voor een tijd.", "Arrivals change for a while."},
    {"Wie het meeste gezamenlijke werk doet, vertrekt.", "The person who carries most joint work leaves."},
    {"De minst betrokken gemeente stapt uit.", "The least committed municipality leaves."},
}};

constexpr bool complete() {
  for (std::size_t i = 0; i < kPhrases.size(); ++i) {
    const Phrase& phrase = kPhrases[i];
    if (phrase.sentence.nl.empty() || phrase.sentence.en.empty() || phrase.clause.nl.empty() ||
        phrase.clause.en.empty()) {
      return false;
    }
    for (std::size_t j = 0; j < i; ++j) {
      const Phrase& other = kPhrases[j];
      if (other.type == phrase.type && other.cause == phrase.cause && other.manner == phrase.manner)
        return false;
    }
  }
  for (std::size_t type = 0; type < kLeads.size(); ++type) {
    bool found = false;
    for (const Phrase& phrase : kPhrases) found = found || phrase.type == static_cast<EventType>(type);
    if (!found || kLeads[type].nl.empty() || kLeads[type].en.empty()) return false;
  }
  return std::ranges::all_of(kInterventions,
                             [](const Bilingual& text) { return !text.nl.empty() && !text.en.empty(); });
}
static_assert(complete(), "every type of event has words in both languages, no two for the same");

}  // namespace

std::span<const Phrase> phrases() { return kPhrases; }

const Phrase& phrase_of(EventType type, Cause cause, Manner manner) {
  const std::span<const Phrase> all = phrases();
  const auto found = std::ranges::find_if(all, [&](const Phrase& phrase) {
    return phrase.type == type && phrase.cause == cause && phrase.manner == manner;
  });
  if (found == all.end()) {
    throw std::logic_error(fmt::format(
        "there are no words for {} by {} (manner {})", model::kEventNames[static_cast<std::size_t>(type)],
        model::kCauseNames[static_cast<std::size_t>(cause)], static_cast<int>(manner)));
  }
  return *found;
}

Bilingual lead_of(EventType type) { return kLeads[static_cast<std::size_t>(type)]; }

Bilingual outcome_of(Manner manner) {
  if (manner == Manner::in_full) return {"volledig", "in full"};
  if (manner == Manner::in_part) return {"ten dele", "in part"};
  if (manner == Manner::nothing) return {"blijft papier", "stays on paper"};
  return {"", ""};
}

Bilingual concept_form(model::Concept which) { return kConceptForms.at(static_cast<std::size_t>(which)); }

Bilingual intervention(std::size_t position) { return kInterventions.at(position); }

}  // namespace polder::explain
