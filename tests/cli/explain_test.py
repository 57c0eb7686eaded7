"""`polder explain` tells a replicate: the same facts as its events, in both languages, whole or in part."""

import json
import re
import unittest

from support import CliTest

ENTRY = {"week": int, "first_week": int, "round": int, "date": str, "topic": str, "group": (str, type(None)),
         "dossiers": list, "municipalities": list, "sentence": str, "events": list}
EVENT = {"event": int, "week": int, "type": str, "dossier": (int, type(None)), "task": (int, type(None)),
         "municipality": (str, type(None)), "cause": str, "value": (int, float), "threshold": (int, float),
         "detail": str, "detail_value": (int, float)}
TOPICS = {"opening", "intervention", "election", "people", "agenda", "result", "work", "deliberation", "decision",
          "meeting", "closing"}


class ExplainTest(CliTest):
    def entries(self, *arguments):
        return json.loads(self.polder("explain", "small.toml", "--format", "json", *arguments).stdout)

    def check(self, thing, keys):
        self.assertEqual(list(thing), list(keys))
        for key, kind in keys.items():
            self.assertIsInstance(thing[key], kind, key)


class FormatTest(ExplainTest):
    def test_json_has_the_documented_keys(self):
        for detail in ("brief", "full", "all"):
            entries = self.entries("--detail", detail)
            self.assertGreater(len(entries), 10)
            for entry in entries:
                self.check(entry, ENTRY)
                self.assertIn(entry["topic"], TOPICS)
                self.assertRegex(entry["date"], r"^20\d\d-\d\d-\d\d$")
                for dossier in entry["dossiers"]:
                    self.check(dossier, {"number": int, "name": str})
                for event in entry["events"]:
                    self.check(event, EVENT)
                    self.assertLessEqual(event["week"], entry["week"])
            numbers = sorted(event["event"] for entry in entries for event in entry["events"])
            self.assertEqual(numbers, list(range(len(numbers))))

    def test_text_has_the_sentences_of_the_json(self):
        def squeezed(text):
            return re.sub(r"\s+", " ", text)

        text = squeezed(self.polder("explain", "small.toml", "--language", "nl").stdout)
        for entry in self.entries("--language", "nl"):
            self.assertIn(squeezed(entry["sentence"]), text)
        self.assertIn("Ronde 1, 1 juli 2015 tot en met 11 augustus 2015", text)
        self.assertIn("week 5, huisvesting: ", text)

    def test_languages_tell_of_the_same_events(self):
        dutch, english = self.entries("--language", "nl", "--detail", "all"), self.entries("--detail", "all")
        self.assertEqual([e["events"] for e in dutch], [e["events"] for e in english])
        self.assertNotEqual([e["sentence"] for e in dutch], [e["sentence"] for e in english])

    def test_lines_fit(self):
        for line in self.polder("explain", "small.toml", "--detail", "all").stdout.splitlines():
            self.assertLessEqual(len(line), 100)
            self.assertFalse(re.search(r"^ *%", line), line)


class WhichReplicateTest(ExplainTest):
    def test_replicates_and_seeds_differ_and_repeat(self):
        first = self.entries("--replicate", 3)
        self.assertEqual(first, self.entries("--replicate", 3))
        self.assertNotEqual(first, self.entries("--replicate", 4))
        self.assertNotEqual(first, self.entries("--replicate", 3, "--seed", 99))

    def test_the_scenario_may_be_changed(self):
        entries = self.entries("--set", "concept=ssc", "--set", "interventions.monitoring=10", "--weeks", 30)
        self.assertLess(max(entry["week"] for entry in entries), 30)
        self.assertTrue(any(entry["topic"] == "intervention" and entry["week"] == 10 for entry in entries))
        self.assertTrue(any("shared-service centre" in entry["sentence"] for entry in entries))

    def test_a_results_file_is_run_again(self):
        self.polder("run", "small.toml", "--replicates", 2, "--set", "concept=matrix", "--seed", 5, "--out", "r.h5",
                    "--quiet")
        again = self.polder("explain", "r.h5", "--replicate", 1).stdout
        direct = self.polder("explain", "small.toml", "--set", "concept=matrix", "--seed", 5, "--replicate", 1).stdout
        self.assertEqual(again, direct)

    def test_the_events_are_those_of_a_full_record(self):
        import h5py

        self.polder("run", "small.toml", "--replicates", 2, "--record", "full", "--out", "r.h5", "--quiet")
        told = [event for entry in self.entries("--replicate", 1, "--detail", "all") for event in entry["events"]]
        with h5py.File(self.folder / "r.h5") as file:
            events = file["events"]
            mine = events["replicate"][:] == 1
            self.assertEqual([e["week"] for e in told], events["week"][:][mine].tolist())
            for name in ("value", "threshold", "detail_value"):
                self.assertEqual([e[name] for e in told], events[name][:][mine].tolist())
            for name, key in (("type", "type"), ("cause", "cause"), ("detail", "detail")):
                meanings = events[name].attrs["flag_meanings"]
                meanings = (meanings.decode() if isinstance(meanings, bytes) else meanings).split(" ")
                self.assertEqual([e[key] for e in told], [meanings[n] for n in events[name][:][mine]])


class FilterTest(ExplainTest):
    def events_of(self, *arguments):
        return [event for entry in self.entries(*arguments) for event in entry["events"]]

    def test_filters_let_through_what_they_say(self):
        everything = self.events_of()
        mine = [e for e in everything if e["municipality"] == "Kreekdam"]
        self.assertTrue(mine)
        self.assertCountEqual(self.events_of("--municipality", "Kreekdam"), mine)
        number = everything[0]["dossier"]
        of_one = [e for e in everything if e["dossier"] == number]
        self.assertCountEqual(self.events_of("--dossier", number), of_one)
        (name,) = {d["name"] for e in self.entries() for d in e["dossiers"] if d["number"] == number}
        self.assertCountEqual(self.events_of("--dossier", name), of_one)
        groups = {entry["group"] for entry in self.entries("--group", "integratie")}
        self.assertEqual(groups, {"integration"})

    def test_nothing_may_be_left(self):
        done = self.polder("explain", "small.toml", "--weeks", 1, "--municipality", "Kreekdam", "--dossier",
                           "temporary housing", status=2)
        self.assertIn("there is no `temporary housing`", done.stderr)
        self.assertIn("Nothing happened.", self.polder("explain", "small.toml", "--weeks", 1, "--municipality",
                                                       "Heidewold").stdout)

    def test_unknown_names_get_suggestions(self):
        lines = self.refused("explain", "small.toml", "--municipality", "Kreekdm", "--group", "housin")
        self.assertEqual(lines, [
            "polder explain: error: --municipality: there is no `Kreekdm`; did you mean `Kreekdam`?",
            "polder explain: error: --group: there is no `housin`; did you mean `housing`?"])
        (line,) = self.refused("explain", "small.toml", "--dossier", "allocation ruls", "--language", "en")
        self.assertIn("did you mean `allocation rules`?", line)

    def test_other_errors(self):
        self.refused("explain", "small.toml", "--language", "fr")
        self.refused("explain", "none.toml")
        self.refused("explain", "small.toml", "--set", "concpt=matrix")
        self.refused("explain", "small.toml", "--replicate", "-1")


if __name__ == "__main__":
    unittest.main()
