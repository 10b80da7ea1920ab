"""Sentences on training: the grader's own of a model, and the learner's."""

from __future__ import annotations

from collections.abc import Mapping

from grader.judge.wording.compiling import loss_name
from grader.judge.wording.template import Sentence

_LOSSES = "the loss after each epoch, a list of numbers"

SENTENCES: Mapping[str, Sentence] = {
    "training.not_verified": "We could not verify that this model learns: it could not be rebuilt.",
    "training.diverged": "The grader trained the model for {steps:#step}: its loss became nan or "
    "infinite (it diverged). Expected it to fall.",
    "training.did_not_move": "The grader trained the model for {steps:#step}: its loss did not "
    "move from {before}. Expected it to fall.",
    "training.rose": "The grader trained the model for {steps:#step}: its loss rose from {before} "
    "to {after}. Expected it to fall.",
    "training.fell_too_little": "The grader trained the model for {steps:#step}: its loss only "
    "went from {before} to {after}. Expected it to fall clearly.",
    "losses.history_object": "{function} returned the History object of fit. Expected the list of "
    "losses that it holds.",
    "losses.one_number": "{function} returned one number, {received}. Expected " + f"{_LOSSES}.",
    "losses.empty": "{function} returned an empty list. Expected " + f"{_LOSSES}.",
    "losses.not_finite": "The losses that {function} returned hold nan or inf. Expected plain "
    "numbers.",
    "losses.rising": "The losses that {function} returned go up, from {first} to {last}, though "
    "the model got better. Expected the loss of the first epoch first.",
    "losses.do_not_fit_model": "The losses that {function} returned end at {last}, but the model "
    "it left has a loss of {measured} on the same data. Expected the losses of this model's own "
    "training, one for each epoch.",
    "train.layers_changed": "We could not verify the model that {function} left: its layers are no "
    "longer the ones it was given with.",
    "train.same_weights": "{function} returned, but the model it was given has the same weights "
    "as before. Was a copy trained, or another model, or none at all?",
    "train.frozen": "{function} returned, but the model it was given has the same weights as "
    "before. Its layers are frozen (trainable=False).",
    "train.not_better": "The loss of the model was {before} before {function} and is {after} after "
    "it, measured on the same data. Expected it to be clearly smaller.",
    "train.compiled_again": lambda d: (
        f"The model was compiled again, with another loss: {loss_name(d['received'])}. Expected it "
        "to be trained as it was given, with the mean absolute error."
    ),
    "train.stopped_too_early": "{function} stopped too early, after {epochs:#epoch}: the loss was "
    "{before} and still falling; with more training it fell to {after}.",
    "train.no_losses_again": "Called again with the model it had trained, {function} returned no "
    "list of losses. Expected one, however short.",
    "train.fixed_epochs": "{function} ran {epochs:#epoch} on a new model, and {epochs} again on "
    "the same model when its loss no longer decreased. Expected it to look at the loss and to stop "
    "by itself.",
}
