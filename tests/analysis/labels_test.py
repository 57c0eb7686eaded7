"""There are words for everything in both languages, and numbers are written as each writes them."""

import re
import unittest

import polder_analysis as pa
from common import SMALL, main, made
from polder_analysis import labels


class Labels(unittest.TestCase):
    def test_every_outcome_and_unit_of_a_full_file_has_words(self):
        with pa.open(made("full", 3)) as data:
            for name, values in data.data_vars.items():
                if name == "status":
                    continue
                stem = re.sub("_(total|mean)$", "", str(name))
                self.assertTrue(name in labels.catalogue()["scalar"] or stem in labels.catalogue()["series"], name)
                self.assertIn(values.attrs["units"], labels.catalogue()["unit"])

    def test_the_catalogue_names_nothing_that_is_not_there(self):
        with pa.open(made("full", 3)) as data:
            self.assertEqual(set(labels.catalogue()["series"]) - {str(name) for name in data.data_vars}, set())
            self.assertEqual(set(labels.catalogue()["scalar"]) - {str(name) for name in data.data_vars}, set())

    def test_both_languages_fill_in_the_same(self):
        for section, words in labels.catalogue().items():
            for name, texts in words.items():
                self.assertEqual(set(texts), {"en", "nl"}, f"{section}.{name}")
                self.assertTrue(all(texts.values()) or (section, name) == ("unit", "1"), f"{section}.{name}")
                places = [sorted(re.findall(r"\{(\w+)\}", text)) for text in texts.values()]
                self.assertEqual(places[0], places[1], f"{section}.{name}")

    def test_variants_in_words(self):
        self.assertEqual(labels.variant("ssc", "nl"), "shared service center")
        self.assertEqual(labels.variant("concept=centre, interventions.forum=true, interventions.monitoring=false", "nl"),
                         "centrumgemeente, met een forum")
        self.assertEqual(labels.variant("concept=centre, interventions.forum=false, interventions.monitoring=false"),
                         "centre municipality, without a forum and monitoring")
        self.assertEqual(labels.variant("concept=network, interventions.forum=false", "nl"), "netwerk, zonder forum")
        self.assertEqual(labels.variant("demand.scale=1.5", "nl"), "bij 1,5 keer de instroom")
        self.assertEqual(labels.variant("placement.secured_share=0.6", "nl"),
                         "deel woningen toegezegd = 0,6")

    def test_a_bare_value_is_named_after_what_varies(self):
        for vary, name, names in (
            ("interventions.monitoring=false,true", "true", ("with monitoring", "met monitoring")),
            ("interventions.monitoring=false,true", "false", ("without monitoring", "zonder monitoring")),
            ("interventions.forum=false,52", "52", ("with a forum from week 52", "met een forum vanaf week 52")),
            ("concept_switch.week=false,26", "false", ("without a change of form", "zonder verandering van vorm")),
            ("concept_switch.week=false,26", "26", ("with a change of form after week 26", "met een verandering van vorm na week 26")),
            ("process_manager.employer=Utrecht,independent", "independent",
             ("with an independent process manager", "met een onafhankelijke procesmanager")),
            ("demand.scale=1,1.5", "1.5", ("at 1.5 times the inflow", "bij 1,5 keer de instroom")),
            ("commitment.base=0.4,0.6", "0.4", ("backing of administrators = 0.4", "bestuurlijk draagvlak = 0,4"))):
            self.assertEqual(tuple(labels.variant(name, language, vary) for language in ("en", "nl")), names)

    def test_in_a_sentence_a_variant_is_a_circumstance(self):
        for name, vary, text in (("concept=network, interventions.forum=true", "", "in het netwerk met een forum"),
                                 ("centre", "concept=network,centre", "bij een centrumgemeente"),
                                 ("0.4", "commitment.base=0.4,0.6", "met bestuurlijk draagvlak = 0,4")):
            self.assertEqual(labels.under(labels.settings(name, vary), "nl"), text)

    def test_a_value_with_commas_is_one_value(self):
        vary = 'groups.housing.members=["Ede", "Zeist"],["Ede"]\nconcept=network,ssc'
        self.assertEqual(labels.settings('groups.housing.members=["Ede", "Zeist"], concept=ssc', vary),
                         (("groups.housing.members", '["Ede", "Zeist"]'), ("concept", "ssc")))

    def test_every_switch_and_every_number_that_shipped_sweeps_vary_has_words(self):
        known = [str(one["path"]) for one in pa.engine.describe(SMALL.parent / "u16.toml")]
        switches = [one for one in known if one.startswith(("interventions.", "mechanisms.", "concept_switch.", "process_manager."))]
        self.assertGreater(len(switches), 40)
        varied = {one for file in (SMALL.parent / "sweeps").glob("*.toml")
                  for one in re.findall(r'(?m)^path = "([^"]+)"', file.read_text())}
        # `*` stands for all numbers of the mechanisms.
        numbers = [one for one in known if one.partition(".")[0] in {path.partition(".")[0] for path in varied if "." in path}]
        for path in {*switches, *numbers, *(varied & {*known})}:
            self.assertTrue(labels.has_path(path), f"{path} has no words in labels.toml, section [path]")

    def test_titles_of_shipped_scenarios_have_dutch(self):
        for file in SMALL.parent.rglob("*.toml"):
            for title in re.findall(r'(?m)^title = "(.*)"', file.read_text()):
                self.assertIn(title, labels.catalogue()["title"], file)

    def test_values_are_in_words_and_one_is_singular(self):
        for value, texts in (("[]", ("none", "geen")), ("[2016-03-16, 2018-03-21]", ("16 March 2016 and 21 March 2018",
                                                                                      "16 maart 2016 en 21 maart 2018")),
                             ('["Ede", "Den Haag"]', ("Ede and Den Haag", "Ede en Den Haag")), ('"Ede"', ("Ede", "Ede")),
                             ("[10, 2.5]", ("10 and 2.5", "10 en 2,5"))):
            self.assertEqual(tuple(labels.value(value, language) for language in ("en", "nl")), texts)
        for text, one in (("1 weeks", "1 week"), ("+1 weeks", "+1 week"), ("21 weeks", "21 weeks"), ("0.1 weeks", "0.1 weeks"),
                          ("1.0 weeks", "1.0 weeks"), ("1 simulated histories each", "1 simulated history each")):
            self.assertEqual(labels.singular(text), one)
        self.assertEqual(labels.singular("1 gemeenten, 1 weken vanaf", "nl"), "1 gemeente, 1 week vanaf")

    def test_numbers(self):
        self.assertEqual(labels.number(-1234.56, 1, "nl"), "−1.234,6")
        self.assertEqual(labels.number(1234.56, 1, "en"), "1,234.6")
        self.assertEqual(labels.number(-0.001, 2), "0.00")


if __name__ == "__main__":
    main()
