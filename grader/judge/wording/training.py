"""Sentences on training, both by the trainer and by the learner's code."""

from __future__ import annotations

from collections.abc import Mapping

from grader.judge.wording.compiling import loss_name
from grader.judge.wording.template import Sentence

_LOSSES = "the loss after each epoch, a list of numbers"

SENTENCES: Mapping[str, Sentence] = {
    "training.not_verified": "We could not verify that this model learns: it could not be rebuilt.",
    "training.diverged": "The grader trained the model for {steps:#step}: its loss became nan or "
    "infinite (it diverged). Expected it to fall.",
    "training.did_not_move": "The grader trained the model for {steps:#step}: its loss stayed "
    "at {before}. Expected it to fall.",
    "training.rose": "The grader trained the model for {steps:#step}: its loss rose from {before} "
    "to {after}. Expected it to fall.",
    "training.fell_too_little": "The grader trained the model for {steps:#step}: its loss only "
    "went from {before} to {after}. Expected it to fall clearly.",
    "losses.history_object": "{function} returned the History object of fit. Expected the list of "
    "losses that it contains.",
    "losses.one_number": "{function} returned only {received}. Expected " + f"{_LOSSES}.",
    "losses.empty": "{function} returned an empty list. Expected " + f"{_LOSSES}.",
    "losses.not_finite": "The losses that {function} returned contain nan or inf. Expected "
    "ordinary numbers.",
    "losses.incomplete": "The training took {epochs:#epoch}, and the list that {function} "
    "returned has {listed}. Expected one for each epoch.",
    "losses.rising": "The losses that {function} returned go up, from {first} to {last}, although "
    "the model got better. Expected the loss of the first epoch first.",
    "losses.other_order": "The losses that {function} returned are those of the training, but in "
    "another order. Expected the loss of the first epoch first.",
    "losses.not_reported": "In the list that {function} returned, the loss of epoch {epoch} is "
    "{received}. In the training it was {expected}.",
    "losses.do_not_fit_model": "The losses that {function} returned end at {last}, but the trained "
    "model has a loss of {measured} on the given x and y. Expected the losses of this model's "
    "training on all of x and y, one for each epoch.",
    "losses.of_other_rows": "fit was given {rows:#row} of x. Expected all {expected}. The losses "
    "that {function} returned end at {last}, but on all rows the trained model has a loss of "
    "{measured}.",
    "losses.epoch_numbers": "{function} returned the numbers of the epochs, from {first} to "
    "{last}. Expected " + f"{_LOSSES}.",
    "train.layers_changed": "We could not verify the model after {function}: its layers are not "
    "the ones that it had before.",
    "train.same_weights": "After {function}, the given model has the same weights as before. Was a "
    "copy trained, or another model, or none at all?",
    "train.frozen": "After {function}, the given model has the same weights as before. Its layers "
    "are frozen (trainable=False).",
    "train.not_better": "The model had a loss of {before} before {function}, and has {after} after "
    "it, measured on the same data. Expected a smaller loss.",
    "train.compiled_again": lambda d: (
        f"The model was compiled again, with another loss: {loss_name(d['received'])}. Expected it "
        "to be trained as it was given, with the mean absolute error."
    ),
    "train.stopped_too_early": "{function} stopped too early, after {epochs:#epoch}: the loss was "
    "{before} and could still get smaller. With more training it fell to {after}.",
    "train.limit_reached": "{function} let fit train for {epochs:#epoch} at most, which was too "
    "few: the loss was {before} and could still get smaller. With more training it fell to "
    "{after}.",
    "train.mode_max": "{function} stopped too early, after {epochs:#epoch}: with mode='max', only "
    "a number that grows counts as better. More training of the same model brings the loss from "
    "{before} down to {after}.",
    "train.min_delta": "{function} stopped too early, after {epochs:#epoch}: with "
    "min_delta={min_delta}, only a loss that is smaller by more than {min_delta} counts as better. "
    "The loss was {before}. With more training it fell to {after}.",
    "train.watches_unreported": "EarlyStopping watches {watched}, but fit reported only "
    "{reported}. So nothing stopped the training before all {epochs:#epoch} were run.",
    "train.ran_all_epochs": "{function} ran {epochs:#epoch}, all that it gave fit, although the "
    "loss had stopped decreasing long before. Expected it to look at the loss and to stop by "
    "itself.",
    "train.no_losses_again": "{function} was called again with the model that it had trained, and "
    "returned no list of losses. Expected a list, even a short one.",
    "train.fixed_epochs": "{function} ran {epochs:#epoch} on a new model, and {epochs} again on "
    "the same model when its loss no longer decreased. Expected it to look at the loss and to stop "
    "by itself.",
}
