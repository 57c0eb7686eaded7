"""Memory of sweeps is that of their design, however large the results."""

import unittest

from sweep_support import GAIN, SweepTest, sweep_text


class MemoryTest(SweepTest):
    """Memory beyond the design: what is kept per point is of the design (8 bytes per parameter, 8 for its
    place) and of bookkeeping, none of it is results."""

    PER_POINT = 100  # bytes, in all
    SLACK = 16 << 20  # chunks, caches of HDF5

    def test_it_does_not_grow_with_results(self):
        self.write("few.toml", sweep_text(GAIN, samples=30000, replicates=1, weeks=1, top='outcomes = ["cost_total"]'))
        self.write("many.toml", sweep_text(GAIN, samples=30000, replicates=1, weeks=1))
        few = self.peak_memory("sweep", "few.toml", "--out", "few.h5")
        many = self.peak_memory("sweep", "many.toml", "--out", "many.h5")
        grown = (self.folder / "many.h5").stat().st_size - (self.folder / "few.h5").stat().st_size
        self.assertGreater(grown, 14 << 20, "this test needs larger results")
        self.assertLess(many - few, 6 << 20)

        # Neither with points beyond the design.
        more = self.peak_memory("sweep", "many.toml", "--samples", 150000, "--out", "more.h5")
        self.assertGreater((self.folder / "more.h5").stat().st_size, 70 << 20)
        self.assertLess(more - many, 120000 * self.PER_POINT + self.SLACK)

        # Nor when it grows from there, or is put together.
        grow = self.peak_memory("sweep", "many.toml", "--samples", 150000, "--out", "many.h5", "--resume")
        self.assert_same("many.h5", "more.h5")
        self.assertLess(grow - many, 150000 * 2 * self.PER_POINT + self.SLACK)
        merge = self.peak_memory("merge", "more.h5", "--out", "merged.h5")
        self.assert_same("merged.h5", "more.h5")
        self.assertLess(merge - few, 150000 * 2 * self.PER_POINT + self.SLACK)


if __name__ == "__main__":
    unittest.main()
