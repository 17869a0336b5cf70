"""Measures of ranked lists, and how sure one can be of their means.

A list is what a system returned for one topic, best first; `grades` maps what was judged to a grade >= 0, and
what is not in it counts as 0. All measures are for one topic; means over topics are the caller's.
"""

import math
import random


def average_precision(ranked, grades):
    """Mean over the relevant items (grade > 0) of the precision at each one's rank, 0 for those not returned.

    source: Buckley and Voorhees 2005, as trec_eval's `map`
    """
    relevant = sum(grade > 0 for grade in grades.values())
    found, total = 0, 0.0
    for rank, item in enumerate(ranked, 1):
        if grades.get(item, 0) > 0:
            found += 1
            total += found / rank
    return total / relevant if relevant else 0.0


def discounted_gain(grades):
    """Sum of (2^grade - 1) / log2(rank + 1). source: Burges et al. 2005"""
    return sum((2 ** grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def ndcg(ranked, grades, depth=10):
    """Discounted gain of the first `depth`, as a share of the best possible."""
    ideal = discounted_gain(sorted(grades.values(), reverse=True)[:depth])
    return discounted_gain([grades.get(item, 0) for item in ranked[:depth]]) / ideal if ideal else 0.0


def reciprocal_rank(ranked, grades, depth=10):
    """1 / rank of the first relevant item among the first `depth`, else 0."""
    return next((1 / rank for rank, item in enumerate(ranked[:depth], 1) if grades.get(item, 0) > 0), 0.0)


def success(ranked, grades, depth):
    """1 if a relevant item is among the first `depth`, else 0."""
    return 1.0 if any(grades.get(item, 0) > 0 for item in ranked[:depth]) else 0.0


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else 0.0


def bootstrap(values, rounds=5000, seed=1):
    """Percentile interval (95 %) of the mean: topics drawn with replacement. source: Sakai 2006

    in: values, one a topic; the same seed gives the same interval
    """
    values = list(values)
    if not values:
        return 0.0, 0.0
    draw = random.Random(seed)
    means = sorted(mean(draw.choices(values, k=len(values))) for _ in range(rounds))
    return means[int(0.025 * rounds)], means[int(0.975 * rounds) - 1]


def halves(scores):
    """Means over the 1st, 3rd, … and over the 2nd, 4th, … topic: a gain in one alone is no gain.

    in: scores, topic -> value, in order of topics
    """
    values = list(scores.values())
    return mean(values[0::2]), mean(values[1::2])


def compare(ours, theirs):
    """Topic by topic: mean difference, its interval, topics better and worse by more than 0.005."""
    differences = [ours[topic] - theirs[topic] for topic in ours if topic in theirs]
    better = sum(difference > 0.005 for difference in differences)
    worse = sum(difference < -0.005 for difference in differences)
    return mean(differences), bootstrap(differences), better, worse


def self_test():
    """Values worked out by hand."""
    def near(got, expected):
        assert abs(got - expected) < 1e-9, f"got {got}, expected {expected}"

    grades = {"a": 1, "b": 1, "c": 0}
    near(average_precision(["a", "x", "b"], grades), (1 / 1 + 2 / 3) / 2)
    near(average_precision(["x", "b"], grades), (1 / 2) / 2)  # a is never found
    near(average_precision(["x"], {}), 0)
    # Gains 7, 0, 1 at discounts 1, log2 3, 2; the best order gives 7, 1.
    near(ndcg(["a", "x", "b"], {"a": 3, "b": 1}), (7 + 1 / 2) / (7 + 1 / math.log2(3)))
    near(ndcg(["x", "a"], {"a": 1}), 1 / math.log2(3))
    near(ndcg(["x", "a"], {"a": 1}, depth=1), 0)
    near(ndcg(["a"], {"a": 0}), 0)
    near(reciprocal_rank(["x", "y", "a"], {"a": 1}), 1 / 3)
    near(reciprocal_rank(["x"] * 10 + ["a"], {"a": 1}), 0)
    near(success(["x", "a"], {"a": 1}, 1), 0)
    near(success(["x", "a"], {"a": 1}, 2), 1)
    odd, even = halves({"1": 1.0, "2": 0.0, "3": 0.5})
    near(odd, 0.75)
    near(even, 0)
    low, high = bootstrap([0.5] * 7)
    near(low, 0.5)
    near(high, 0.5)
    low, high = bootstrap([0, 1] * 50)  # the standard error is 0.05
    assert 0.38 < low < 0.43 and 0.57 < high < 0.62, (low, high)
    difference, (low, high), better, worse = compare({"1": 0.5, "2": 0.2, "3": 0.1}, {"1": 0.4, "2": 0.3, "3": 0.1})
    near(difference, 0)
    assert low <= 0 <= high and better == 1 and worse == 1, (low, high, better, worse)
