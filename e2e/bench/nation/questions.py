"""What is asked of a server: twelve typical questions, and others beside them."""

from dataclasses import dataclass

GRASSE = "060000478"
# The year of the newest files of the demonstration.
YEAR = 2024


@dataclass(frozen=True)
class Question:
    name: str
    path: str


def typical(first: int) -> list[Question]:
    """The twelve questions about a base of the years from `first` on."""
    years = f"years={first}..{YEAR}"
    use, resistance = "analyses/consumption", "analyses/resistance"
    return [
        Question("DDJ/1000 JH of the nation by year", f"{use}?nation=true&{years}&by=year"),
        Question("nation by sector", f"{use}?nation=true&years={YEAR}&by=sector"),
        Question("nation by family", f"{use}?nation=true&years={YEAR}&by=family"),
        Question(
            "carbapenems in intensive care of a region by year",
            f"{use}?region=93&{years}&by=year&sector=REA&family=CARBA",
        ),
        Question("a region by sector and year", f"{use}?region=93&{years}&by=sector,year"),
        Question("molecules of a hospital", f"{use}?establishment={GRASSE}&years={YEAR}&by=atc,route"),
        Question(
            "MRSA of the nation by year",
            f"{resistance}?nation=true&{years}&organism=STAAUR&antibiotic=METI&by=year",
        ),
        Question(
            "E. coli and C3G of a region by specimen",
            f"{resistance}?region=93&years={YEAR}&organism=ESCCOL&antibiotic=C3G&by=specimen",
        ),
        Question("national indicators", f"indicators?nation=true&year={YEAR}"),
        Question("panel of the nation", f"analyses/resistance-panel?nation=true&year={YEAR}"),
        Question("hospitals among their peers", f"{use}/peers?type=CH&year={YEAR}"),
        Question("dashboard of a hospital", f"establishments/{GRASSE}/dashboard?year={YEAR}"),
    ]


COCKPIT = Question("cockpit of the campaign", f"campaigns/{YEAR}/cockpit")
REPORTS = [
    (scope, f"report of {name}")
    for scope, name in [(GRASSE, "a hospital"), ("region:93", "a region"), ("nation", "the nation")]
]


def report(scope: str) -> dict:
    return {"scope": scope, "year": YEAR, "kind": "provisional", "perimeter": "spares"}
