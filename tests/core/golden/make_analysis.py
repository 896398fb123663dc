#!/usr/bin/env python3
"""Golden numbers for core/analysis: scikit-learn, SciPy and NumPy, and DeLong's variance from all pairs.

    python3 tests/core/golden/make_analysis.py > tests/core/golden/analysis.json
"""
import json

import numpy as np
from scipy.stats import binomtest
from sklearn.metrics import confusion_matrix, f1_score, roc_auc_score, roc_curve


def delong(metric, wrong):
    """DeLong, DeLong and Clarke-Pearson 1988, from the matrix of all pairs."""
    positive, negative = metric[wrong == 1], metric[wrong == 0]
    pairs = (positive[:, None] > negative) + 0.5 * (positive[:, None] == negative)
    auc = pairs.mean()
    variance = pairs.mean(1).var(ddof=1) / len(positive) + pairs.mean(0).var(ddof=1) / len(negative)
    half = 1.959963984540054 * np.sqrt(variance)
    return auc, variance, max(0, auc - half), min(1, auc + half)


def case(name, metric, right, cuts):
    metric, right = np.asarray(metric, float), np.asarray(right, int)
    wrong = 1 - right
    auc, variance, low, high = delong(metric, wrong)
    assert abs(auc - roc_auc_score(wrong, metric)) < 1e-12
    fpr, tpr, thresholds = roc_curve(wrong, metric, drop_intermediate=False)
    confusion = []
    for cut in cuts:
        flagged = (metric > cut).astype(int)
        tn, fp, fn, tp = confusion_matrix(wrong, flagged, labels=[0, 1]).ravel()
        confusion.append(dict(cut=cut, tn=int(tn), fp=int(fp), fn=int(fn), tp=int(tp),
                              f1=f1_score(wrong, flagged, zero_division=0)))
    quantiles = [0, 0.1, 0.25, 1 / 3, 0.5, 0.75, 0.999, 1]
    return dict(name=name, metric=metric.tolist(), right=right.tolist(), auc=auc, variance=variance, low=low, high=high,
                fpr=fpr.tolist(), tpr=tpr.tolist(), confusion=confusion,
                quantiles=[[q, float(np.quantile(metric, q))] for q in quantiles])


def main():
    rng = np.random.default_rng(7)
    cases = []
    for n, digits in ((5, 1), (40, 1), (60, 2), (120, 6)):
        right = rng.integers(0, 2, n)
        right[:4] = [0, 1, 0, 1]
        metric = np.round(np.abs(rng.normal(1 - 0.5 * right, 0.6)), digits)
        cases.append(case(f"random {n}, {digits} digits", metric, right, [0.0, 0.3, float(metric[0]), 0.9]))
    cases.append(case("all tied", [0.5] * 10, [1, 0] * 5, [0.5, 0.4]))
    cases.append(case("separated", [0, 0.1, 0.2, 1, 1.1, 1.2], [1, 1, 1, 0, 0, 0], [0.2, 1.2]))
    cases.append(case("reversed", [2, 3, 4, 0, 1], [1, 1, 1, 0, 0], [1.0, 2.0]))
    wilson = []
    for k, n in ((0, 1), (1, 1), (0, 10), (10, 10), (3, 7), (284, 858), (2963, 9460)):
        interval = binomtest(k, n).proportion_ci(0.95, method="wilson")
        wilson.append([k, n, interval.low, interval.high])
    print(json.dumps(dict(cases=cases, wilson=wilson)))


main()
