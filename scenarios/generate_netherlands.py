#!/usr/bin/env python3
"""Writes a synthetic country of N municipalities as a polder scenario, to try polder at scale.

    python3 generate_netherlands.py                      > netherlands-synthetic.toml
    python3 generate_netherlands.py --municipalities 60  > sixty.toml

Only the standard library, and the same bytes for the same arguments on any machine: what varies
between municipalities comes from the small generator below, not from Python's `random`.

What is made up, and how (everything is, save the national targets):
  population   rank-size rule A / (rank + 3) ** s over 342 ranks: the largest 830,000, all together
               16,979,120, the real national figure of 1 January 2016. With fewer municipalities, ranks
               are picked evenly from the 342, so small and large stay in proportion.
  place        a slanted grid over about the country's extent, 18 rows of 19 cells, shuffled.
  colour       a random part and a part that rises with size, -1 restrictive to +1 welcoming.
  staff_fte    0.3 + population / 60,000, at most 6, give or take a fifth.
  knowledge    partly size, partly chance.
  need         subjects of the regional groups: harder for the large; of the national one: chance.
  lettings     0.75 dwellings per 100 inhabitants a year, give or take a fifth.
  groups       regions of neighbours, about 43 municipalities each (at most 8), and one national group
               of the largest of all regions.
"""

import argparse
import sys

RANKS = 342
NATIONAL_POPULATION = 16_979_120  # 1 January 2016, Statistics Netherlands
LARGEST = 830_000
ROWS, COLUMNS = 18, 19
SOUTH, NORTH = 51.20, 53.40  # degrees of latitude
WEST, EAST = 3.90, 6.00  # degrees of longitude at SOUTH
SLANT = 0.5  # degrees of longitude per degree of latitude: the coast runs to the north-east
MAX_REGIONS = 8

# Populations: 1 Jan 2014, 2015 and 2016, Statistics Netherlands (2015 from memory: assumption).
HALF_YEARS = [  # start, target, population over which it is shared, origin
    ("2015-07-01", 14_900, 16_828_900, "gemeente.nu"),
    ("2016-01-01", 20_000, 16_900_726, "NRC, 2-3 Jun 2016"),
    ("2016-07-01", 23_000, 16_900_726, "Nieuw-Erven, Oct 2016"),
    ("2017-01-01", 13_000, 16_979_120, "Platform Opnieuw Thuis"),
]

# Assumptions throughout. effect: (name, field, also_fields, cross_cutting, operational, per_year, pages,
# stake, colour_loading, need_loading, tasks, task_hours, lead_weeks, size)
REGIONAL_KINDS = {
    "exchange": ("allocation", "allocation", ["building"], 0.3, False, 4, 20, 0.8, 0.8, 0.7, 3, 40, 16, 0.15),
    "capacity": ("building", "building", ["allocation"], 0.5, True, 3, 40, 0.9, 0.9, 0.8, 5, 80, 26, 5),
    "integration": ("chain", "chain", ["allocation"], 0.3, True, 4, 25, 0.5, 0.5, 0.6, 4, 48, 18, 0.06),
    "knowledge": ("knowledge", "knowledge", ["chain"], 0.1, False, 5, 12, 0.2, 0.2, 0.3, 2, 24, 10, 0.05),
}
NATIONAL_KINDS = {
    "lobby": ("lobby", "outside relations", ["assessment"], 0.2, False, 4, 12, 0.4, 0.6, 0.4, 2, 32, 12, 0.03),
    "pilot": ("one assessment", "assessment", ["knowledge"], 0.3, True, 2, 30, 0.7, 0.4, 0.6, 5, 64, 26, 0.25),
    "knowledge": ("knowledge", "knowledge", [], 0.0, False, 5, 12, 0.2, 0.2, 0.3, 2, 24, 10, 0.05),
}


def mix(number):
    """A 64-bit hash of a whole number (the finaliser of SplitMix64, Steele et al. 2014)."""
    mask = (1 << 64) - 1
    z = (number + 0x9E3779B97F4A7C15) & mask
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
    return z ^ (z >> 31)


def uniform(what, index):
    """A number in [0, 1) that depends on these two whole numbers only."""
    return (mix(mix(what) ^ index) >> 11) / float(1 << 53)


COLOUR, STAFF, KNOWLEDGE, NEED, LETTINGS, ARREARS, MOTIVES, PLACES = range(1, 9)


def populations():
    """Inhabitants per rank, largest first; their sum is the national population."""

    def total(exponent):
        return LARGEST * sum((4.0 / (rank + 3.0)) ** exponent for rank in range(1, RANKS + 1))

    low, high = 0.5, 2.0  # the total falls as the exponent rises
    for _ in range(60):
        middle = (low + high) / 2.0
        low, high = (middle, high) if total(middle) > NATIONAL_POPULATION else (low, middle)
    sizes = [round(LARGEST * (4.0 / (rank + 3.0)) ** low) for rank in range(1, RANKS + 1)]
    sizes[0] += NATIONAL_POPULATION - sum(sizes)  # a few persons of rounding
    return sizes


def places():
    """Latitude and longitude per rank: the cells of the grid in a fixed shuffled order."""
    cells = list(range(ROWS * COLUMNS))
    for last in range(len(cells) - 1, 0, -1):
        other = mix(mix(PLACES) ^ last) % (last + 1)
        cells[last], cells[other] = cells[other], cells[last]
    result = []
    for cell in cells:
        row, column = divmod(cell, COLUMNS)
        latitude = SOUTH + (row + 0.5) * (NORTH - SOUTH) / ROWS
        longitude = WEST + (column + 0.5) * (EAST - WEST) / COLUMNS + SLANT * (latitude - SOUTH)
        result.append((round(latitude, 4), round(longitude, 4)))
    return result


def municipalities(count):
    sizes, where = populations(), places()
    result = []
    for k in range(count):
        i = k * RANKS // count  # evenly from the 342 ranks, always with the largest
        size = sizes[i]
        big = (RANKS - 1 - i) / (RANKS - 1)  # 1 the largest, 0 the smallest
        result.append(
            {
                "name": f"Municipality {i + 1:03d}",
                "population": size,
                "latitude": where[i][0],
                "longitude": where[i][1],
                "colour": round(1.2 * (uniform(COLOUR, i) - 0.5) + 0.5 * (big - 0.5), 2),
                "staff_fte": round(min(6.0, (0.3 + size / 60_000) * (0.8 + 0.4 * uniform(STAFF, i))), 2),
                "knowledge": round(0.2 + 0.3 * big + 0.4 * uniform(KNOWLEDGE, i), 2),
                "regional_need": round(0.2 + 0.4 * big + 0.3 * uniform(NEED, i), 2),
                "national_need": round(0.2 + 0.6 * uniform(NEED, RANKS + i), 2),
                "lettings": round(size * 0.0075 * (0.8 + 0.4 * uniform(LETTINGS, i))),
                "arrears": round(size / 100_000 * (60 * uniform(ARREARS, i) - 20)),
                "motives": [round(0.6 + 0.8 * uniform(MOTIVES, 3 * i + m), 1) for m in range(3)],
            }
        )
    return result


def regions(towns):
    """Neighbours together: bands from south to north, each cut from west to east."""
    count = max(1, min(MAX_REGIONS, len(towns) // 8))
    bands = max(1, count // 2)
    by_latitude = sorted(towns, key=lambda town: (town["latitude"], town["longitude"]))
    result = []
    for band in range(bands):
        part = by_latitude[band * len(towns) // bands : (band + 1) * len(towns) // bands]
        part.sort(key=lambda town: (town["longitude"], town["latitude"]))
        cuts = count // bands + (1 if band < count % bands else 0)
        result += [part[cut * len(part) // cuts : (cut + 1) * len(part) // cuts] for cut in range(cuts)]
    return [sorted(region, key=lambda town: town["name"]) for region in result]


def quoted(names):
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def dossier_kinds(group, kinds):
    for effect, (name, field, also, cross, operational, per_year, pages, stake, colour, need, tasks, hours,
                 lead, size) in kinds.items():
        yield f"""[[dossier_kind]]
name = "{group} {name}"
group = "{group}"
effect = "{effect}"
field = "{field}"
also_fields = {quoted(also)}
cross_cutting = {cross}
operational = {"true" if operational else "false"}
per_year = {per_year}
pages = {pages}
stake = {stake}
colour_loading = {colour}
need_loading = {need}
tasks = {tasks}
task_hours = {hours}
lead_weeks = {lead}
size = {size}
"""


def scenario(count, weeks, replicates, national):
    towns = municipalities(count)
    groups = [(f"region {number}", members) for number, members in enumerate(regions(towns), start=1)]
    region_of = {town["name"]: group for group, members in groups for town in members}
    largest = towns[:national]
    in_national = {town["name"] for town in largest}

    lines = [
        "# A synthetic country: every municipality, place, size, colour and number here is invented.",
        "# Made by generate_netherlands.py, which says how; for trying polder at scale, not for findings.",
        "# All values are assumptions, save the national targets. Names carry the rank by size.",
        "",
        f'title = "Synthetic country of {count} municipalities"',
        "start = 2015-07-01",
        f"weeks = {weeks}",
        "seed = 342",
        f"replicates = {replicates}",
        'concept = "network"',
        "",
    ]
    for town in towns:
        need = f'"{region_of[town["name"]]}" = {town["regional_need"]}'
        if town["name"] in in_national:
            need += f', national = {town["national_need"]}'
        knowledge, strength, efficiency = town["motives"]
        lines += [
            "[[municipality]]",
            f'name = "{town["name"]}"',
            f'population = {town["population"]}',
            f'latitude = {town["latitude"]}',
            f'longitude = {town["longitude"]}',
            f'colour = {town["colour"]}',
            f'staff_fte = {town["staff_fte"]}',
            f'knowledge = {town["knowledge"]}',
            f"need = {{ {need} }}",
            f'lettings_per_year = {town["lettings"]}',
            f'arrears_at_start = {town["arrears"]}',
            f"motives = {{ knowledge = {knowledge}, strength = {strength}, efficiency = {efficiency} }}",
            'source = "synthetic"',
            "",
        ]
    if largest:
        groups.append(("national", largest))
    for group, members in groups:
        lines += ["[[group]]", f'name = "{group}"', "members = ["]
        names = [town["name"] for town in members]
        for first in range(0, len(names), 4):
            lines.append("  " + quoted(names[first : first + 4])[1:-1] + ",")
        lines += ["]", "meeting_interval_weeks = 6", ""]
    lines += [
        "[process_manager]",
        "present = true",
        'employer = "independent"',
        f"hours_per_week = {12 * len(groups)}",
        "decides = false",
        "",
        "[demand]",
        "# Populations: 1 January 2014, 2015 and 2016, Statistics Netherlands (2015 from memory: assumption).",
        "half_years = [",
    ]
    for start, target, population, origin in HALF_YEARS:
        lines.append(f"  {{ start = {start}, target = {target}, population = {population} }},  # {origin}")
    lines += ["]", ""]
    for name, persons, share, vacancy_share in (
        ("single", 1, 0.52, 0.42),
        ("small family", 3, 0.30, 0.44),
        ("large family", 5, 0.18, 0.14),
    ):
        lines += [
            "[[case_type]]",
            f'name = "{name}"',
            f"persons = {persons}",
            f"share = {share}",
            f"vacancy_share = {vacancy_share}",
            "",
        ]
    for group, _ in groups:
        lines += dossier_kinds(group, NATIONAL_KINDS if group == "national" else REGIONAL_KINDS)
    return "\n".join(lines).rstrip() + "\n"


def whole_number(low, high):
    def parse(text):
        value = int(text)
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{value} is out of range; {low} to {high} would be right")
        return value

    return parse


def main():
    parser = argparse.ArgumentParser(description="Writes a synthetic country as a polder scenario.")
    parser.add_argument("--municipalities", type=whole_number(2, RANKS), default=RANKS, metavar="N",
                        help=f"how many municipalities, 2 to {RANKS} (default {RANKS})")
    parser.add_argument("--weeks", type=whole_number(1, 104), default=104, metavar="W",
                        help="horizon, 1 to 104 weeks (default 104)")
    parser.add_argument("--replicates", type=whole_number(1, 10**9), default=20, metavar="R",
                        help="histories to simulate (default 20)")
    parser.add_argument("--national", type=whole_number(2, RANKS), default=40, metavar="M",
                        help="members of the national group, the largest (default 40)")
    arguments = parser.parse_args()
    sys.stdout.write(scenario(arguments.municipalities, arguments.weeks, arguments.replicates,
                              arguments.national))


if __name__ == "__main__":
    main()
