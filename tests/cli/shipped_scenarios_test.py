"""Every scenario file that polder ships is valid and runs; those that change something do."""

import tomllib
import unittest

from support import SCENARIOS, CliTest

FILES = [file for file in sorted(SCENARIOS.rglob("*.toml"))
         if not {"sweeps", "accepted"} & set(file.relative_to(SCENARIOS).parts)]
RECOMMENDATIONS = ["monitoring", "concrete-goals", "explicit-roles", "forum", "all"]


class ShippedScenariosTest(CliTest):
    def outcomes(self, *arguments):
        """What `polder run` prints below the title."""
        return self.polder("run", *arguments, "--replicates", "10", "--quiet").stdout.split("\n", 1)[1]

    def test_those_that_the_documents_name_are_there(self):
        names = {str(file.relative_to(SCENARIOS)) for file in FILES}
        self.assertLessEqual({"small.toml", "u16.toml", "pilot-five.toml", "concept-switch.toml",
                              "concept-per-group.toml"}, names)
        self.assertLessEqual({f"recommendations/{name}.toml" for name in RECOMMENDATIONS}, names)

    def test_all_are_valid_and_run(self):
        for file in FILES:
            with self.subTest(file=file.name):
                self.polder("validate", file)
                # The whole country is large: half a year of it will do.
                short = ["--weeks", "26"] if "netherlands" in file.name else []
                printed = self.polder("run", file, "--replicates", "2", "--quiet", *short).stdout
                title = tomllib.loads(file.read_text(encoding="utf-8"))["title"]
                self.assertTrue(printed.startswith(title), printed[:100])

    def test_each_recommendation_changes_what_comes_out(self):
        plain = self.outcomes(SCENARIOS / "u16.toml")
        for name in RECOMMENDATIONS:
            self.assertNotEqual(self.outcomes(SCENARIOS / "recommendations" / f"{name}.toml"), plain, name)

    def test_a_change_of_concept_is_the_same_from_the_file_and_from_set(self):
        by_file = self.outcomes(SCENARIOS / "concept-switch.toml")
        by_set = self.outcomes(SCENARIOS / "u16.toml", "--set", "concept_switch.to=ssc",
                               "--set", "concept_switch.week=78")
        never = self.outcomes(SCENARIOS / "concept-switch.toml", "--set", "concept_switch.week=false")
        self.assertEqual(by_file, by_set)
        self.assertNotEqual(by_file, never)
        self.assertEqual(never, self.outcomes(SCENARIOS / "u16.toml"))

    def test_a_change_of_concept_is_told_in_both_languages(self):
        for language, told in (("nl", "gaat over van een netwerk naar een shared service center"),
                               ("en", "changes from a network to a shared-service centre")):
            story = self.polder("explain", SCENARIOS / "concept-switch.toml", "--replicate", "0", "--language", language)
            self.assertIn(told, " ".join(story.stdout.split()))


if __name__ == "__main__":
    unittest.main()
