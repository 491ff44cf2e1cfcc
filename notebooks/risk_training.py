"""Trains and judges a model of the risk for PredictedRisk, from what `./ward backtest --features FILE.csv` writes.

The features are worked out by the code that runs in the stream; here they are only weighed. Everything is split by patient: rows
of one patient are never on both sides.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, log_loss, roc_auc_score
from sklearn.model_selection import GroupKFold

# The feature list that these files must have: RiskFeatures.VERSION.
FEATURE_VERSION = 1
FORMAT = 1

STRENGTHS = (0.001, 0.01, 0.1, 1.0)
LEAST_SLOPE = 0.05

# As PredictedRisk says it: over below 0.8 of the threshold, not again within 4 h.
OVER_SHARE = 0.8
ONCE = pd.Timedelta(hours=4)


def read(*files):
    """The rows of one or more such files, in the order of patients and time."""
    frame = pd.concat([pd.read_csv(file) for file in files], ignore_index=True)
    for column in ("at", "eventAt"):
        frame[column] = pd.to_datetime(frame[column], utc=True)
    return frame.sort_values(["patientId", "at"], ignore_index=True)


def features(frame):
    """The names of the features: all columns behind the probability, but for what `label` added."""
    behind = frame.columns[list(frame.columns).index("p") + 1 :]
    return [name for name in behind if name not in ("event", "y", "known")]


def label(frame, from_h=6, to_h=12, event_after_label_h=6):
    """
    Says what there is to learn: `y`, whether the event comes in the horizon; `known`, whether the row may be learned from.

    In PhysioNet 2019 the label begins six hours before sepsis was clinically there, so a row is positive from six hours before the
    label to its first row. Rows behind it are not learned from: the event is nearer than the horizon, or was.
    """
    labelled = frame.copy()
    labelled["event"] = labelled["eventAt"] + pd.Timedelta(hours=event_after_label_h)
    ahead = (labelled["event"] - labelled["at"]) / pd.Timedelta(hours=1)
    labelled["y"] = ((ahead >= from_h) & (ahead <= to_h)).astype(int)
    labelled["known"] = labelled["event"].isna() | (ahead >= from_h)
    return labelled


@dataclass
class Fit:
    """A regression with its calibration, as the file has it."""

    means: np.ndarray
    scales: np.ndarray
    coefficients: np.ndarray
    intercept: float
    slope: float = 1.0
    offset: float = 0.0

    def log_odds(self, x):
        x = np.where(np.isnan(x), self.means, x)
        return self.intercept + ((x - self.means) / self.scales) @ self.coefficients

    def probability(self, x):
        return 1 / (1 + np.exp(-(self.slope * self.log_odds(x) + self.offset)))


def regression(x, y, strength):
    """A logistic regression with an L2 penalty. What is unknown is the mean; what never varied weighs nothing."""
    seen = ~np.isnan(x)
    means = np.where(seen.any(axis=0), np.nansum(x, axis=0) / np.maximum(seen.sum(axis=0), 1), 0.0)
    filled = np.where(seen, x, means)
    scales = filled.std(axis=0)
    varies = scales > 1e-9
    scales = np.where(varies, scales, 1.0)
    model = LogisticRegression(C=strength, max_iter=2000).fit((filled - means) / scales, y)
    return Fit(means, scales, np.where(varies, model.coef_[0], 0.0), float(model.intercept_[0]))


def folds(groups, most=5):
    return GroupKFold(n_splits=min(most, len(np.unique(groups))), shuffle=True, random_state=1)


def held_out(x, y, groups, strength):
    """Log odds of each row from a regression that has not seen its patient."""
    z = np.full(len(y), np.nan)
    for train, test in folds(groups).split(x, y, groups):
        if len(np.unique(y[train])) == 2:
            z[test] = regression(x[train], y[train], strength).log_odds(x[test])
    return np.where(np.isnan(z), np.log(y.mean() / (1 - y.mean())), z)


def platt(z, y):
    """Slope and offset that make probabilities of log odds. A slope below zero would make more risk less: it is kept above."""
    model = LogisticRegression(C=1e6, max_iter=2000).fit(z.reshape(-1, 1), y)
    slope = float(model.coef_[0][0])
    if slope >= LEAST_SLOPE:
        return slope, float(model.intercept_[0])
    low, high = -30.0, 30.0
    for _ in range(100):
        offset = (low + high) / 2
        low, high = (offset, high) if (1 / (1 + np.exp(-(LEAST_SLOPE * z + offset)))).mean() < y.mean() else (low, offset)
    return LEAST_SLOPE, offset


def train(x, y, groups):
    """Chooses the strength of the penalty, trains and calibrates, all by patient. Gives the fit and the held-out probabilities."""
    candidates = {strength: held_out(x, y, groups, strength) for strength in STRENGTHS}
    strength = min(candidates, key=lambda s: log_loss(y, 1 / (1 + np.exp(-candidates[s]))))
    fit = regression(x, y, strength)
    fit.slope, fit.offset = platt(candidates[strength], y)
    return fit, 1 / (1 + np.exp(-(fit.slope * candidates[strength] + fit.offset))), strength


def alarms(frame, p, threshold):
    """
    Rows in which PredictedRisk would raise an alarm, as RiskJudge does it.

    :param threshold: one for all rows, or one for each
    """
    raised = np.zeros(len(frame), dtype=bool)
    limit = np.broadcast_to(threshold, len(frame))
    for _, rows in frame.reset_index(drop=True).groupby("patientId", sort=False):
        holds, said, before = False, None, None
        for i, at in zip(rows.index, rows["at"]):
            if before is not None and at - before > ONCE:
                # Too little was known for so long: what was predicted is over by then.
                holds = False
            before = at
            if holds:
                holds = p[i] >= limit[i] * OVER_SHARE
            elif p[i] >= limit[i] and (said is None or at - said >= ONCE):
                holds, said, raised[i] = True, at, True
    return raised


def days(frame):
    """Days under watch of each patient: from the first row that could be scored to the last."""
    span = frame.groupby("patientId")["at"].agg(lambda at: at.max() - at.min())
    return span / pd.Timedelta(days=1)


def tune(frame, p, per_patient_day):
    """The lowest threshold whose alarms stay within what a ward is ready to look at."""
    total = days(frame).sum()
    for threshold in np.unique(np.quantile(p, np.linspace(0.3, 0.999, 60))):
        if alarms(frame, p, threshold).sum() / total <= per_patient_day:
            return float(np.clip(threshold, 1e-6, 1 - 1e-6))
    return float(np.clip(p.max(), 1e-6, 1 - 1e-6))


def nested(frame, per_patient_day):
    """
    For each row the probability and the threshold of a model that was trained, calibrated and tuned on other patients.

    Rows behind the horizon are scored, too: the stream goes on as well.
    """
    x = frame[features(frame)].to_numpy(float)
    y, known = frame["y"].to_numpy(), frame["known"].to_numpy()
    groups = frame["patientId"].to_numpy()
    p, threshold = np.zeros(len(frame)), np.zeros(len(frame))
    for seen, unseen in folds(groups).split(x, y, groups):
        learn = seen[known[seen]]
        fit, inner, _ = train(x[learn], y[learn], groups[learn])
        p[unseen] = fit.probability(x[unseen])
        threshold[unseen] = tune(frame.iloc[learn], inner, per_patient_day)
    return p, threshold


def figures(frame, p, threshold, to_h=12):
    """What an evaluation says, of rows with a probability and a threshold each."""
    learned = frame["known"].to_numpy()
    y = frame["y"].to_numpy()
    raised = frame[alarms(frame, p, threshold)]
    ahead = raised["event"] - raised["at"]
    in_time = raised[(ahead >= pd.Timedelta(0)) & (ahead <= pd.Timedelta(hours=to_h))]
    leads = (in_time["event"] - in_time["at"]).groupby(in_time["patientId"]).max() / pd.Timedelta(hours=1)
    septic = frame.loc[frame["event"].notna(), "patientId"].nunique()
    both = 0 < y[learned].sum() < learned.sum()
    return {
        "auroc": roc_auc_score(y[learned], p[learned]) if both else np.nan,
        "auprc": average_precision_score(y[learned], p[learned]) if both else np.nan,
        "prevalence": y[learned].mean(),
        "warnedPatients": len(leads) / septic if septic else np.nan,
        "leadP50H": leads.median() if len(leads) else np.nan,
        "alarmsPerPatientDay": len(raised) / days(frame).sum(),
    }


def bootstrap(frame, p, threshold, rounds=500, seed=1):
    """The same figures of as many patients drawn with replacement, again and again."""
    draw = np.random.default_rng(seed)
    places = {patient: rows.index.to_numpy() for patient, rows in frame.reset_index(drop=True).groupby("patientId")}
    names = list(places)
    out = []
    for _ in range(rounds):
        chosen = draw.choice(names, len(names))
        index = np.concatenate([places[name] for name in chosen])
        sample = frame.iloc[index].reset_index(drop=True)
        # A patient who is drawn twice is two patients.
        sample["patientId"] = np.repeat([f"{i}" for i in range(len(chosen))], [len(places[name]) for name in chosen])
        limit = threshold[index] if np.ndim(threshold) else threshold
        out.append(figures(sample, p[index], limit))
    return pd.DataFrame(out)


def interval(value, drawn):
    """A figure with its 95 % interval, as the model's file has it."""
    known = drawn.dropna()
    low, high = (np.quantile(known, [0.025, 0.975]) if len(known) else (None, None))
    return {"value": rounded(value), "from": rounded(low), "to": rounded(high)}


def rounded(value):
    return None if value is None or np.isnan(value) else round(float(value), 3)


def write_model(path, fit, names, threshold, **words):
    """
    Writes the file of a model.

    :param words: name, version, madeOn, event, horizonFromH, horizonToH, trainedOn and evaluation, as RiskModel describes them
    """
    first = ("name", "version", "madeOn", "event", "horizonFromH", "horizonToH")
    model = {"format": FORMAT, **{key: words[key] for key in first}, "featureVersion": FEATURE_VERSION}
    model["weights"] = [
        {"feature": name, "mean": float(mean), "scale": float(scale), "coefficient": float(coefficient)}
        for name, mean, scale, coefficient in zip(names, fit.means, fit.scales, fit.coefficients)
    ]
    model["intercept"] = fit.intercept
    model["calibration"] = {"slope": fit.slope, "intercept": fit.offset}
    model["threshold"] = threshold
    model["trainedOn"] = words["trainedOn"]
    model["evaluation"] = words["evaluation"]
    Path(path).write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
