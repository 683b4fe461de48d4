"""Runs random pairs: python -m tests.random_models --pairs 10000 --seed 1."""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections import Counter
from time import process_time


def main() -> int:
    """Judge the pairs, print what was misjudged, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.random_models", description=__doc__)
    parser.add_argument("--pairs", type=int, default=10_000, help="how many pairs to judge")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same pairs")
    parser.add_argument("--start", type=int, default=0, help="the number of the first pair")
    parser.add_argument("--show", action="store_true", help="print both normal forms of each pair")
    asked = parser.parse_args()
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    warnings.simplefilter("ignore")

    from tests.random_models.pairs import run

    print(f"seed {asked.seed}, pairs {asked.start} to {asked.start + asked.pairs - 1}", flush=True)
    counts: Counter[str] = Counter()
    after_all: Counter[str] = Counter()
    examples: dict[str, int] = {}
    slowest, begin = 0.0, process_time()
    numbers = iter(range(asked.start, asked.start + asked.pairs))
    for outcome in run(asked.seed, numbers, show=asked.show):
        counts["pairs"] += 1
        counts[outcome.kind] += 1
        slowest = max(slowest, outcome.seconds)
        if outcome.wrong:
            counts[f"misjudged {outcome.kind}"] += 1
            print(
                f"MISJUDGED: {outcome.wrong} ({', '.join(outcome.mistakes) or outcome.kind})."
                f" Again: --seed {asked.seed} --start {outcome.number} --pairs 1 --show",
                flush=True,
            )
        elif outcome.kind == "mistakes" and outcome.passed:
            counts["mistakes that changed nothing"] += 1
            after_all[" + ".join(outcome.mistakes)] += 1
            examples.setdefault(" + ".join(outcome.mistakes), outcome.number)
        counts["outputs compared"] += outcome.same_numbers is not None
        counts["outputs that are no numbers"] += outcome.passed and outcome.same_numbers is None
        counts["approximate"] += outcome.approximate
        counts["findings repaired alone"] += outcome.repaired
        counts["repairs that lowered the score"] += outcome.lowered
        if outcome.lowered:
            print(f"LOWERED: --seed {asked.seed} --start {outcome.number} --pairs 1 --show")
        if counts["pairs"] % 1000 == 0:
            print(f"{counts['pairs']} pairs, {process_time() - begin:.0f} s of CPU", flush=True)
    for name, count in counts.items():
        print(f"{name}: {count}")
    for name, count in after_all.most_common():
        print(f"changed nothing: {name}: {count}, such as number {examples[name]}")
    print(f"slowest judge: {slowest:.2f} s; CPU: {process_time() - begin:.0f} s")
    misjudged = sum(count for name, count in counts.items() if name.startswith("misjudged"))
    print(f"misjudged: {misjudged} of {counts['pairs']}")
    return 1 if misjudged else 0


if __name__ == "__main__":
    sys.exit(main())
