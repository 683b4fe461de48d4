"""Sharing, nesting, interface, policy: pairs of small drawings."""

from tests.diagnosis.rule_case import Case

TWO = [
    Case(
        name="nesting",
        expected="""
graph [nesting=keep]; x [op=Input, tensor="(4,)"]; a [op=Dense, units=3, inside=enc];
b [op=Dense, units=5, inside=enc]; c [op=Dense, units=1]; x->a->b->c;
""",
        learner="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; b [op=Dense, units=5];
c [op=Dense, units=1]; x->a->b->c;
""",
        code="wrong-nesting",
        says=(
            "The Dense(3) stands in no inner model; in the drawing it stands in an inner "
            "model of its own."
        ),
    ),
    Case(
        name="nesting2",
        expected="""
graph [nesting=keep]; x [op=Input, tensor="(4,)"]; a [op=Dense, units=3];
b [op=Dense, units=5, inside=enc]; c [op=Dense, units=1]; x->a->b->c;
""",
        learner="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=3,inside=enc];
b [op=Dense, units=5,inside=enc]; c [op=Dense, units=1]; x->a->b->c;
""",
        code="wrong-nesting",
        says=(
            "Your `enc` > the Dense(3) stands inside `enc`; in the drawing it stands in no "
            "inner model."
        ),
    ),
    Case(
        name="surplus mask",
        expected="""
x [op=Input, tensor="(4,2)"]; y [op=Input, tensor="(4,4)",dtype=bool];
a [op=MultiHeadAttention, num_heads=1, key_dim=2];
b [op=MultiHeadAttention, num_heads=3, key_dim=2]; x->a [port=query]; x->a [port=value];
a->b [port=query]; a->b[port=value]; y->b [port=attention_mask];
""",
        learner="""
x [op=Input, tensor="(4,2)"]; y [op=Input, tensor="(4,4)",dtype=bool];
a [op=MultiHeadAttention, num_heads=1, key_dim=2];
b [op=MultiHeadAttention, num_heads=3, key_dim=2]; x->a [port=query]; x->a [port=value];
a->b [port=query]; a->b[port=value]; y->a [port=attention_mask];
""",
        code="missing-mask",
        says=(
            "The MultiHeadAttention(3 heads of 2) gets no attention_mask. In the drawing the "
            "second input arrives there, and says which steps are only padding."
        ),
    ),
    Case(
        name="head no size",
        expected="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; b [op=Dense, units=3]; x->a->b;
""",
        learner="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; b [op=Dense, units=3, unused=true];
x->a; a->b;
""",
        code="head-forgotten",
        says=(
            "The second Dense(3) is built, but Model ends at the first Dense(3), so it is no "
            "part of the model."
        ),
    ),
    Case(
        name="functional",
        expected="""
graph [style=functional]; x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; x->a;
""",
        learner="""
graph [model_style=sequential]; x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; x->a;
""",
        code="not-functional",
        says=(
            "The graph is right, and it is a Sequential. This exercise asks for it as a "
            "function of tensors, for only so can later drawings have branches."
        ),
    ),
    Case(
        name="functional wrong",
        expected="""
graph [style=functional]; x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; x->a;
""",
        learner="""
graph [model_style=subclassed]; x [op=Input, tensor="(4,)"]; a [op=Dense, units=4]; x->a;
""",
        code="not-functional",
        says=(
            "The graph is not right yet, but the model is of a class of your own. This "
            "exercise asks for it as a function of tensors."
        ),
    ),
    Case(
        name="open",
        expected="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=">=16", activation="relu|tanh"];
b [op=Dropout, rate="0.1..0.5"]; x->a->b;
""",
        learner="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=8, activation=sigmoid];
b [op=Dropout, rate=0.7]; x->a->b;
""",
        code="wrong-activation",
        says=("The Dense(8) uses sigmoid; the drawing relu or tanh."),
    ),
    Case(
        name="three inputs",
        expected="""
x [op=Input, tensor="(4,)"]; y [op=Input, tensor="(4,)"]; z [op=Input, tensor="(4,)"];
a [op=Concatenate]; x->a; y->a; z->a;
""",
        learner="""
x [op=Input, tensor="(4,)"]; a [op=Concatenate]; x->a; x->a; x->a;
""",
        code="missing-input",
        says=(
            "The drawing has 3 inputs, and your model only 1. Still missing: an Input of "
            "shape (4,) and an Input of shape (4,). The Concatenate starts from the input "
            "instead."
        ),
    ),
    Case(
        name="regularizer",
        expected="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=4, kernel_initializer=zeros]; x->a;
""",
        learner="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=4]; x->a;
""",
        code="wrong-setting",
        says=(
            'The Dense(4) has kernel_initializer "glorot_uniform"; in the drawing it is '
            '"zeros". It says what the weights are before any training.'
        ),
    ),
    Case(
        name="strict concat",
        expected="""
graph [concat_order=strict]; x [op=Input, tensor="(4,)"]; a [op=Dense, units=3];
b [op=Dense, units=5]; m [op=Concatenate]; o [op=Dense, units=1]; x->a->m; x->b->m; m->o;
""",
        learner="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; b [op=Dense, units=5];
m [op=Concatenate]; o [op=Dense, units=1]; x->b->m; x->a->m; m->o;
""",
        code="operands-swapped",
        says=(
            "The tensors of the Concatenate stand in the other order: first the Dense(5), "
            "then the Dense(3). In the drawing the Dense(3) comes first, and the order of "
            "the columns counts here."
        ),
    ),
    Case(
        name="a layer and its activation too many",
        expected="""
x [op=Input, tensor="(4,)"]; o [op=Dense, units=3, activation=softmax]; x->o;
""",
        learner="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=8, activation=relu];
o [op=Dense, units=3, activation=softmax]; x->a->o;
""",
        code="extra-call",
        says="The Dense(8) is not in the drawing.",
    ),
    Case(
        name="a layer of the same size too many",
        expected="""
x [op=Input, tensor="(4,)"]; o [op=Dense, units=3, activation=softmax]; x->o;
""",
        learner="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=3, activation=relu];
o [op=Dense, units=3, activation=softmax]; x->a->o;
""",
        code="extra-call",
        says="The first Dense(3) is not in the drawing.",
    ),
    Case(
        name="an activation behind a layer too many",
        expected="""
x [op=Input, tensor="(4,)"]; o [op=Dense, units=3]; x->o;
""",
        learner="""
x [op=Input, tensor="(4,)"]; o [op=Dense, units=3, activation=relu]; d [op=Dropout, rate=0.5];
x->o->d;
""",
        code="extra-call",
        says="The relu of the Dense(3) and the Dropout(0.5) are not in the drawing.",
    ),
    Case(
        name="a layer too many before a wrong activation",
        expected="""
x [op=Input, tensor="(4,)"]; o [op=Dense, units=1, activation=sigmoid]; x->o;
""",
        learner="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=8, activation=relu];
o [op=Dense, units=1, activation=tanh]; x->a->o;
""",
        code="extra-call",
        says="The Dense(8) is not in the drawing.",
    ),
    Case(
        name="the same reduction twice",
        expected="""
x [op=Input, tensor="(8,8)"]; r [op=Max, axis=2]; c [op=Max, axis=1];
a [op=Dense, units=3]; b [op=Dense, units=5]; m [op=Concatenate]; x->r->a->m; x->c->b->m;
""",
        learner="""
x [op=Input, tensor="(8,8)"]; r [op=Max, axis=2]; c [op=Max, axis=2];
a [op=Dense, units=3]; b [op=Dense, units=5]; m [op=Concatenate]; x->r->a->m; x->c->b->m;
""",
        code="wrong-setting",
        says=(
            "The second Max does just what the first Max does: the same Max of the same tensor. "
            "In the drawing the two differ."
        ),
    ),
]
