"""Merges, layers, call arguments: pairs of small drawings."""

from tests.diagnosis.rule_case import Case

ONE = [
    Case(
        name="missing merge",
        expected="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; b [op=Dense, units=3];
m [op=Concatenate]; o [op=Dense, units=1]; x->a->m; x->b->m; m->o;
""",
        learner="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; b [op=Dense, units=3];
o [op=Dense, units=1]; x->a->b->o;
""",
        code="chained-not-parallel",
        says=(
            "Your layers stand in one row, each reading the one before. In the drawing the "
            "first Dense(3) and the second Dense(3) both start from the input, side by side, "
            "and meet further on in a Concatenate."
        ),
    ),
    Case(
        name="several missing",
        expected="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; b [op=Dropout, rate=0.5];
o [op=Dense, units=1]; x->a->b->o;
""",
        learner="""
x [op=Input, tensor="(4,)"]; o [op=Dense, units=1]; x->o;
""",
        code="missing-call",
        says=(
            "A part of the drawing is missing after the input: a Dense(3) and a "
            "Dropout(0.5). It stands between the input and the Dense(1)."
        ),
    ),
    Case(
        name="instead",
        expected="""
x [op=Input, tensor="(4,4,1)"]; a [op=Conv2D, filters=3, kernel_size=2]; b [op=Flatten];
o [op=Dense, units=1]; x->a->b->o;
""",
        learner="""
x [op=Input, tensor="(4,4,1)"]; a [op=MaxPooling2D]; n [op=BatchNormalization];
b [op=Flatten]; o [op=Dense, units=1]; x->a->n->b->o;
""",
        code="wrong-layer",
        says=("Where you have the MaxPooling2D, the drawing has a Conv2D(3, 2)."),
    ),
    Case(
        name="several extra",
        expected="""
x [op=Input, tensor="(4,)"]; o [op=Dense, units=1]; x->o;
""",
        learner="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; b [op=Dropout, rate=0.5];
o [op=Dense, units=1]; x->a->b->o;
""",
        code="extra-call",
        says=("The Dense(3) and the Dropout(0.5) are not in the drawing."),
    ),
    Case(
        name="missing operand",
        expected="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; b [op=Dense, units=5];
m [op=Concatenate]; o [op=Dense, units=1]; x->a->m; a->b->m; x->m->o;
""",
        learner="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; b [op=Dense, units=5];
m [op=Concatenate]; o [op=Dense, units=1]; x->a->m; a->b->m; m->o;
""",
        code="missing-operand",
        says=(
            "The Concatenate joins only 2 tensors; in the drawing the input arrives there as "
            "well. So here what the input made does not count."
        ),
    ),
    Case(
        name="extra operand",
        expected="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; b [op=Dense, units=5];
m [op=Concatenate]; o [op=Dense, units=1]; x->a->m; a->b->m; m->o;
""",
        learner="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; b [op=Dense, units=5];
m [op=Concatenate]; o [op=Dense, units=1]; x->a->m; a->b->m; x->m->o;
""",
        code="extra-operand",
        says=(
            "The Concatenate also joins the input; in the drawing no arrow leads from there "
            "to this node."
        ),
    ),
    Case(
        name="option",
        expected="""
x [op=Input, tensor="(4,)"]; a [op=Dropout, rate=0.5, call_training=true];
o [op=Dense, units=1]; x->a->o;
""",
        learner="""
x [op=Input, tensor="(4,)"]; a [op=Dropout, rate=0.5]; o [op=Dense, units=1]; x->a->o;
""",
        code="wrong-option",
        says=("The Dropout(0.5) is called with training=False; in the drawing with training=True."),
    ),
    Case(
        name="cross for self",
        expected="""
x [op=Input, tensor="(4,2)"]; y [op=Input, tensor="(4,2)"];
a [op=MultiHeadAttention, num_heads=1, key_dim=2]; m [op=Add]; x->a [port=query];
x->a [port=value]; a->m; y->m;
""",
        learner="""
x [op=Input, tensor="(4,2)"]; y [op=Input, tensor="(4,2)"];
a [op=MultiHeadAttention, num_heads=1, key_dim=2]; m [op=Add]; x->a [port=query];
y->a [port=value]; a->m; y->m;
""",
        code="cross-for-self",
        says=(
            "The MultiHeadAttention(1 head of 2) reads the second input as its key and "
            "value. In the drawing query, value and key are all the first input: the "
            "sequence looks at itself."
        ),
    ),
    Case(
        name="surplus causal",
        expected="""
x [op=Input, tensor="(4,2)"]; a [op=MultiHeadAttention, num_heads=1, key_dim=2];
x->a [port=query]; x->a [port=value];
""",
        learner="""
x [op=Input, tensor="(4,2)"];
a [op=MultiHeadAttention, num_heads=1, key_dim=2, call_use_causal_mask=true];
x->a [port=query]; x->a [port=value];
""",
        code="surplus-causal-flag",
        says=(
            "The MultiHeadAttention(1 head of 2) is causal: each step sees only itself and "
            "what came before. In the drawing it sees all steps."
        ),
    ),
    Case(
        name="wrong output",
        expected="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; b [op=Dense, units=5];
m [op=Concatenate]; graph [outputs="m, b"]; x->a->m; x->b->m;
""",
        learner="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; b [op=Dense, units=5];
m [op=Concatenate]; graph [outputs="m, a"]; x->a->m; x->b->m;
""",
        code="wrong-output",
        says=("Your model ends at the Dense(3); in the drawing it ends at the Dense(5)."),
    ),
    Case(
        name="alone",
        expected="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=4, layer=s]; b [op=Dense, units=4, layer=s];
c [op=Dense, units=4, layer=s]; d [op=Dense, units=4]; x->a->b->c->d;
""",
        learner="""
x [op=Input, tensor="(4,)"]; a [op=Dense, units=4, layer=s]; b [op=Dense, units=4, layer=s];
c [op=Dense, units=4]; d [op=Dense, units=4,layer=s]; x->a->b->c->d;
""",
        code="wrong-calls-share",
        says=(
            "The fourth Dense(4) shares its weights with the first Dense(4) and the second "
            "Dense(4). In the drawing it has weights of its own."
        ),
    ),
]
