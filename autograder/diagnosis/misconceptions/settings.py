"""Settings and call arguments: another number, frozen or not, an option of the call."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.diagnosis.catalogue.layers import WHY_SETTING
from autograder.diagnosis.kinds import activation_name, is_activation, label
from autograder.diagnosis.misconceptions.rule import Match, Misconception, Scene
from autograder.diagnosis.phrases import shown
from autograder.diagnosis.places import original
from autograder.topology.change import ChangeOption, ChangeSetting
from autograder.topology.model import Call, Value
from autograder.topology.normal_form.defaults import activation_defaults, default_of, has_default


def _frozen(scene: Scene) -> Iterator[Match]:
    for change in scene.of(ChangeSetting):
        assert isinstance(change, ChangeSetting)
        if change.name != "trainable" or change.wanted is not False:
            continue
        yield Match(
            key="not-frozen",
            gaps={
                "place": scene.places.where(change.call),
                "what": scene.places.source(change.call),
            },
            changes=(change,),
            at=change.call,
        )


def _setting(scene: Scene) -> Iterator[Match]:
    for change in scene.of(ChangeSetting):
        assert isinstance(change, ChangeSetting)
        call = scene.case.call(change.call)
        seen, wanted = (_written(call, change.name, v) for v in (change.seen, change.wanted))
        yield Match(
            key="wrong-setting",
            gaps={
                "place": scene.places.where(change.call),
                "setting": _name(change.name),
                "name": change.name,
                "seen": seen,
                "wanted": wanted,
                "why": WHY_SETTING.get(change.name, ""),
                "how": _how(change.name, change.wanted, wanted),
                "layer": original(call, scene.case.built).op.removeprefix("ops."),
                "example": _example(call),
            },
            changes=(change,),
            at=change.call,
        )


def _name(setting: str) -> str:
    return "a constant of" if setting.startswith("constant") else setting


def _written(call: Call, name: str, value: Value) -> str:
    """Return a setting's value, Keras's default where none is written."""
    if value is None and is_activation(call):
        value = (activation_defaults(activation_name(call)) or {}).get(name)
    elif value is None and has_default(call.op, name):
        value = default_of(call.op, name, dict(call.settings))
    return _code(value, shown(value))


def _how(name: str, value: Value, text: str) -> str:
    if _is_open(value):
        return f"Choose a value for `{name}` that is {text}."
    return f"Write `{name}={text}` there."


def _is_open(value: Value) -> bool:
    if not isinstance(value, str):
        return False
    return value == "*" or ".." in value or "|" in value or value.startswith((">=", "<="))


def _code(value: Value, text: str) -> str:
    return f'"{value}"' if isinstance(value, str) and not _is_open(value) else text


def _example(call: Call) -> str:
    """Return a worked analogue with other sizes for the kind of layer."""
    return _EXAMPLES.get(
        call.op, "In `Dense(5, use_bias=False)` two settings are written: units and use_bias."
    )


_EXAMPLES = {
    "Dense": "`Dense(5)` gives 5 columns, whatever it reads.",
    "Conv2D": "`Conv2D(5, 7, padding='same')`: 5 channels, a window of 7 by 7, the size stays.",
    "Conv1D": "`Conv1D(5, 7, padding='same')`: 5 channels, a window of 7 steps, the length stays.",
    "Dropout": "`Dropout(0.15)` drops 15 of 100 numbers while training.",
    "Embedding": "`Embedding(70, 5)`: 70 different words, 5 numbers for each.",
    "LSTM": "`LSTM(5, return_sequences=True)` gives 5 numbers at every step.",
    "GRU": "`GRU(5, return_sequences=True)` gives 5 numbers at every step.",
    "MultiHeadAttention": "`MultiHeadAttention(3, 5)`: 3 heads, each 5 wide.",
    "MaxPooling2D": "`MaxPooling2D(3)` keeps the largest of each 3 by 3 window.",
}


def _option(scene: Scene) -> Iterator[Match]:
    for change in scene.of(ChangeOption):
        assert isinstance(change, ChangeOption)
        yield Match(
            key="wrong-option",
            gaps={
                "place": scene.places.where(change.call),
                "option": change.name,
                "seen": shown(change.seen),
                "wanted": shown(change.wanted),
                "layer": label(scene.case.call(change.call)),
            },
            changes=(change,),
            at=change.call,
        )


NOT_FROZEN = Misconception(code="not-frozen", look=_frozen)
WRONG_SETTING = Misconception(code="wrong-setting", look=_setting)
WRONG_OPTION = Misconception(code="wrong-option", look=_option)
