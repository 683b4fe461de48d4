"""Wording for roles: who asks and who is asked in attention, masks, states of recurrent layers."""

from __future__ import annotations

from autograder.diagnosis.catalogue.wording import Wording

_ROLES = "In the drawing, read the role at each arrow that ends in {what}: query, value, key."
_ASKS = (
    "`attention(query=sea, value=sky)`: for each step of `sea` a mixture of the steps of `sky`. "
    "The other way round there are as many results as `sky` has steps."
)
_STATE = "`GRU(5)(sea, initial_state=tide)` starts from `tide`; without it, from zeros."

ATTENTION = {
    "self-for-cross": Wording(
        message=(
            "{your} looks at {seen} only: {seen} asks and {seen} answers. In the drawing "
            "{wanted} is its {roles}, so one sequence looks at another."
        ),
        next_step="Give {wanted} as the {roles}.",
        hints=(
            "Who asks here, and who is asked?",
            _ROLES,
            "An arrow leads from {wanted} to {what} as its {roles}.",
            _ASKS,
        ),
    ),
    "cross-for-self": Wording(
        message=(
            "{your} reads {seen} as its {roles}. In the drawing query, value and key are all "
            "{wanted}: the sequence looks at itself."
        ),
        next_step="Give {wanted} as the {roles} too.",
        hints=(
            "Who asks here, and who is asked?",
            _ROLES,
            "All arrows to {what} come from {wanted}.",
            "`attention(query=sea, value=sea)`: each step of `sea` looks at every step of `sea`.",
        ),
    ),
    "attention-roles-swapped": Wording(
        message=(
            "The roles at {your} are swapped: {seen_roles}. In the drawing {wanted_roles}. "
            "There are as many results as the query has steps, and they are mixed from the value."
        ),
        next_step="Swap them; with names nobody has to count: `query=..., value=..., key=...`.",
        hints=("Who asks here, and who is asked?", _ROLES, "{wanted_roles}.", _ASKS),
    ),
    "missing-mask": Wording(
        message=(
            "{your} gets no {role}. In the drawing {wanted} arrives there, and says which "
            "steps are only padding."
        ),
        next_step="Write `{role}={name}` in the brackets of the call.",
        hints=(
            "How does this layer know which steps are real?",
            "In the drawing, look for the arrow with the word mask.",
            "An arrow leads from {wanted} to {what} as its {role}.",
            "`attention(query=sea, value=sea, value_mask=calm)` looks only where `calm` is true.",
        ),
    ),
    "missing-causal-flag": Wording(
        message=(
            "{your} may look ahead: each step sees the steps after it. In the drawing it is "
            "causal, so it sees only itself and what came before."
        ),
        next_step="Write `use_causal_mask=True` in the brackets of the call.",
        hints=(
            "May a step know what comes after it when it is to predict just that?",
            "In the drawing, read what stands in the node of {what}.",
            "The call has use_causal_mask=True.",
            (
                "`attention(query=sea, value=sea, use_causal_mask=True)`: step 3 sees the steps "
                "1, 2 and 3."
            ),
        ),
    ),
    "surplus-causal-flag": Wording(
        message=(
            "{your} is causal: each step sees only itself and what came before. In the "
            "drawing it sees all steps."
        ),
        next_step="Take `use_causal_mask=True` out of the call.",
        hints=(
            "May a step know what comes after it here?",
            "In the drawing, read what stands in the node of {what}.",
            "The call has no use_causal_mask.",
            "`attention(query=sea, value=sea)`: every step sees every step.",
        ),
    ),
    "missing-initial-state": Wording(
        message=(
            "{your} starts from zeros. In the drawing it starts from {wanted}, so here it "
            "knows nothing of what was read before."
        ),
        next_step="Hand {wanted} over as `initial_state=...` in the brackets of the call.",
        hints=(
            "What does this layer know before it reads its first step?",
            "In the drawing, look for the arrow with the words initial state.",
            "An arrow leads from {wanted} to {what} as its initial state.",
            _STATE,
        ),
    ),
}
