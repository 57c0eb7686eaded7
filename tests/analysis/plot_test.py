"""Every picture draws on the axes that it is given, returns them, and shows values, intervals and words."""

import io
import unittest
import warnings

import numpy as np

import polder_analysis as pa
from common import main, made, made_sweep
from polder_analysis import plot


def texts(figure):
    return " | ".join(one.get_text() for one in figure.findobj(lambda thing: hasattr(thing, "get_text")))


class Plot(unittest.TestCase):
    def drawn(self, draw, *words):
        for language in ("en", "nl"):
            figure, axes = plot.new()
            self.assertIs(draw(axes[0, 0], language), axes[0, 0])
            picture = io.BytesIO()
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                figure.savefig(picture, format="png")
            self.assertTrue(picture.getvalue().startswith(b"\x89PNG"))
            self.assertGreater(len(picture.getvalue()), 8_000, "an empty picture")
        for word in words:
            self.assertIn(word, texts(figure))
        return axes[0, 0]

    def test_trajectory(self):
        with pa.open(made()) as data:
            course = pa.trajectory(data, "overdue", how="sum")
        axes = self.drawn(lambda at, language: plot.trajectory(at, course, language=language), "netwerk", "Personen")
        self.assertEqual(len(axes.collections), 4, "two bands per variant")
        np.testing.assert_array_equal(axes.lines[0].get_ydata(), course["mean"][0])

    def test_difference(self):
        with pa.open(made()) as data:
            table = pa.paired_difference(data, "decision_delay_mean")
        axes = self.drawn(lambda at, language: plot.difference(at, table, language=language), "beter", "verschil met netwerk")
        np.testing.assert_allclose(axes.lines[1].get_xdata(), table.loc[0, ["low", "high"]].astype(float))

    def test_workload(self):
        with pa.open(made()) as data:
            table = pa.workload(data)
        self.drawn(lambda at, language: plot.workload(at, table, "ssc", language=language), "Lindestad", "zeggenschap")

    def test_trust_network(self):
        with pa.open(made("full", 3)) as data:
            network = pa.trust_network(data)
        axes = self.drawn(lambda at, language: plot.trust_network(at, network, "network", "end", language=language),
                          "Lindestad", "aan het eind", "±")
        self.assertEqual(len(axes.collections[0].get_segments()), 6, "a line per pair of four")

    def test_map(self):
        with pa.open(made()) as data:
            table = pa.map(data, "housing_delay")
        self.drawn(lambda at, language: plot.map(at, table, "network", language=language), "Lindestad", "±", "weken")

    def test_indices_of_every_method(self):
        for method, design, cross in (("saltelli", "samples = 8", "cross = true"), ("morris", "samples = 4\nlevels = 4", ""),
                                      ("sobol", "samples = 8", ""), ("factorial", "levels = 2", ""),
                                      ("one_at_a_time", "levels = 3", "")):
            with self.subTest(method):
                analysis = pa.analyse(made_sweep(method, design, cross), resamples=20)
                self.drawn(lambda at, language: pa.sobol_plot(at, analysis["outcomes"][0], language=language),  # noqa: B023
                           "urgentie, basis", "Besluiten")

    def test_what_is_no_outcome_of_an_analysis_is_refused(self):
        _, axes = plot.new()
        for outcome, combination in (({}, 0), ({}, "x"), ({"name": "x", "combinations": []}, 0), ("cost_total", 0)):
            with self.assertRaisesRegex(pa.InputError, "outcomes"):
                pa.sobol_plot(axes[0, 0], outcome, combination)
        with self.assertRaisesRegex(pa.InputError, "outcomes"):
            pa.sobol_plot({}, "x")

    def test_regret(self):
        with pa.open(made_sweep("factorial", "levels = 2")) as data:
            table = pa.regret(data, "cost_total")
        self.drawn(lambda at, language: plot.regret(at, table, language=language), "netwerk", "euro")

    def test_peeling_and_box(self):
        with pa.open(made_sweep("factorial", "levels = 2")) as data:
            inputs = pa.parameters(data)
            cost = data["cost_total"].mean("replicate")
        found = pa.prim(inputs, (cost > cost.median()).values)
        self.drawn(lambda at, language: plot.peeling(at, found, language=language), "dekking")
        self.drawn(lambda at, language: plot.box(at, found, found.choose(), language=language), "(p ", "dichtheid")

    def test_labels_at_the_ends_of_lines_do_not_overlap(self):
        with pa.open(made()) as data:
            course = pa.trajectory(data, "content_trust")
        course["mean"][:] = 0.5
        figure, axes = plot.new()
        plot.trajectory(axes[0, 0], course)
        figure.savefig(io.BytesIO())
        boxes = [text.get_window_extent() for text in axes[0, 0].texts]
        self.assertFalse(boxes[0].overlaps(boxes[1]))


if __name__ == "__main__":
    main()
