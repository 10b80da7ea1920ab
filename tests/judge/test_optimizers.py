from grader.judge.optimizers import unusual_settings
from grader.protocol.models import Compiled


def settings(**settings: float) -> dict[str, float]:
    return unusual_settings(Compiled("Adam", True, 0.001, "mae", 1.0, settings=settings))


def test_the_defaults_of_adam_are_not_unusual():
    assert settings(beta_1=0.9, beta_2=0.999, epsilon=1e-7) == {}
    assert settings(amsgrad=0.0, use_ema=0.0, ema_momentum=0.99) == {}


def test_a_setting_that_differs_is_returned_with_its_value():
    assert settings(beta_1=0.5, beta_2=0.999) == {"beta_1": 0.5}


def test_a_setting_that_adam_does_not_set_is_unusual():
    assert settings(clipnorm=1.0, weight_decay=0.004) == {"clipnorm": 1.0, "weight_decay": 0.004}
