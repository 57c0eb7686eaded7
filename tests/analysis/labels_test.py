"""There are words for everything in both languages, and numbers are written as each writes them."""

import re
import unittest

import polder_analysis as pa
from common import main, made
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
                places = [sorted(re.findall(r"\{(\w+)\}", text)) for text in texts.values()]
                self.assertEqual(places[0], places[1], f"{section}.{name}")

    def test_variants_in_words(self):
        self.assertEqual(labels.variant("ssc", "nl"), "shared service center")
        self.assertEqual(labels.variant("concept=centre, interventions.forum=true, interventions.monitoring=false", "nl"),
                         "centrumgemeente + forum")
        self.assertEqual(labels.variant("demand.scale=1.5"), "demand.scale 1.5")

    def test_numbers(self):
        self.assertEqual(labels.number(-1234.56, 1, "nl"), "−1.234,6")
        self.assertEqual(labels.number(1234.56, 1, "en"), "1,234.6")
        self.assertEqual(labels.number(-0.001, 2), "0.00")


if __name__ == "__main__":
    main()
