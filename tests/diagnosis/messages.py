"""The whole messages of the first findings on answers of the bank, one for each code."""

MESSAGES = {
    "stack: softmax for sigmoid": (
        "Your `out` (line 5) uses softmax; the drawing sigmoid. Sigmoid turns a number into "
        "one between 0 and 1: yes or no."
    ),
    "stack: an activation forgotten": (
        "Your `b` (line 4) has no relu after it. Without relu or another activation, two "
        "Dense layers in a row can do no more than one."
    ),
    "stack: an activation too many, written apart": (
        "Your `out` (line 5) ends with relu; in the drawing no activation comes there. Relu "
        "lets out no number below 0."
    ),
    "stack: units of two layers exchanged": (
        "Your `a` (line 3) has units 8; in the drawing it is 16. It is the number of columns "
        "that come out."
    ),
    "stack: the input one column short": (
        "Your `x` (line 2) takes (29,), and the drawing (30,). So the data of this exercise "
        "does not fit into your model."
    ),
    "stack: the head built and not used": (
        "`out` (line 5) is built, but Model ends at `b`: 8 numbers per row instead of 1."
    ),
    "stack: the input as output": (
        "Your model ends where it begins: its output is `x` itself, so none of your layers "
        "is in it."
    ),
    "stack: the middle layer left out": (
        "A Dense(8, relu) is missing after `a` (line 3). In the drawing it stands between "
        "`a` and `out`."
    ),
    "stack: a layer too many": (
        "Your `c` (line 5) is not in the drawing: a Dropout(0.2) too many."
    ),
    "stack: the input's name given a new value": (
        "Your model begins in the middle of your graph, at a tensor of 16 numbers: the name "
        "that Model was given as its input no longer held the Input of line 2. So this is "
        "left out: a Dense(16, relu)."
    ),
    "stack: an Input of a comma too few": (
        "`answer()` stopped with ValueError: Cannot convert '30' to a shape.\nWhat it means: "
        "A shape is a tuple, also where it has one number only; `(10)` is just the number 10."
    ),
    "normed: the activation before the normalisation": (
        "Your relu comes with `h` (line 3). In the drawing it comes right after the "
        "BatchNormalization on line 4, so here it works on other numbers than it should."
    ),
    "normed: Dropout before the normalisation": (
        "Your Dropout(0.3) comes right after `dense` (line 3). In the drawing it comes right "
        "after `bend`: the same layers in another order are another function."
    ),
    "normed: LayerNormalization for BatchNormalization": (
        "Your `h` (line 4) is a LayerNormalization; in the drawing a BatchNormalization "
        "stands there."
    ),
    "picture: a kernel of one row": (
        "Your `conv` (line 3) has kernel_size (1, 9); in the drawing it is 3. It is the "
        "window that slides over the picture."
    ),
    "picture: valid for same": (
        'Your `conv` (line 3) has padding "valid"; in the drawing it is "same". With "same" '
        'the size stays, with "valid" the edges are lost.'
    ),
    "picture: sigmoid for softmax": (
        "Your 10 outputs at `digit` (line 5) each answer yes or no, by themselves; one "
        "choice of 10 needs answers that add up to 1, and that is softmax."
    ),
    "picture: average for maximum pooling": (
        "Your `pool` (line 4) is an AveragePooling2D(2); in the drawing a MaxPooling2D "
        "stands there."
    ),
    "up_step: the coarse picture not joined": (
        "Your `join` (line 6) joins with Add, and the drawing with Concatenate. Concatenate "
        "lays the tensors end to end, so that their widths add up."
    ),
    "nested: tanh inside the encoder": (
        "Inside `encoder`: your `code` (line 4) uses tanh; the drawing relu. Relu keeps what "
        "is above 0 and makes the rest 0."
    ),
    "ensemble: Add for Average": (
        "The Add on line 4 joins with Add, and the drawing with Average. Average takes the "
        "mean number by number and keeps the width."
    ),
    "ensemble: one member three times": (
        "The Average on line 4 joins `member` with itself: `member` stands in its list three "
        "times. In the drawing each of its tensors comes from a layer of its own."
    ),
    "ensemble: a member too few": (
        "A Dense(4, softmax) is missing after `x` (line 2). In the drawing it stands between "
        "`x` and the Average on line 4."
    ),
    "frozen: nothing frozen": (
        "The weights of your `h` (line 4) would be trained; in the drawing they are frozen, "
        "so that what was learned before stays."
    ),
    "two_tower_dot: both embeddings of the user's size": (
        "The Embedding(50, 4) on line 5 has input_dim 50; in the drawing it is 80. It is how "
        "many different words or ids there are."
    ),
    "two_tower_dot: ids as fractions": (
        "Your `user` (line 2) takes data of type float32, and the drawing of type int32."
    ),
    "three_branches: the second branch fed from the first": (
        "Your `two` (line 4) starts from `one`. In the drawing both start from `image`, so "
        "`two` sees only what `one` kept."
    ),
    "three_branches: the last branch not chained": (
        "Your `four` (line 6) starts from `image`. In the drawing it comes after `three`, so "
        "here it sees nothing of what `three` made."
    ),
    "three_branches: a branch built and not joined": (
        "You built a Dense(8) at `four` (line 6), but nothing reads it, so it is no part of "
        "your model. In the drawing it leads on to `both`."
    ),
    "three_branches: one branch twice in the merge": (
        "Your `both` (line 7) joins `one` with itself: `one` stands in its list twice. In "
        "the drawing one of the two is `two`, so here `two` never arrives."
    ),
    "three_branches: the branches stacked": (
        "Your layers stand in one row, each reading the one before. In the drawing `one`, "
        "`two` and `three` all start from `image`, side by side, and meet further on in a "
        "Concatenate."
    ),
    "wide_and_deep: nothing wide": (
        "Nothing goes round these layers: after `b` (line 4) there is no Concatenate. In the "
        "drawing it joins `x` with what the layers made of it, so that what follows sees `x` "
        "itself as well."
    ),
    "wide_and_deep: the wide road from the first layer": (
        "The skip into your `both` (line 5) starts at `a`. In the drawing it starts at `x`, "
        "so here it goes round another part of the block than it should."
    ),
    "two_towers: axis 1 is right for vectors, axis 0 is not": (
        "Your `both` (line 6) joins along axis 0; in the drawing along axis -1. Axis 0 is "
        "the batch, and the last axis, -1, holds the columns or channels: laid end to end "
        "there, widths add up."
    ),
    "two_towers: one input for both towers": (
        "The drawing has 2 inputs, and your model only 1. Still missing: an Input of shape "
        "(20,). Your `right` (line 4) starts from `a` instead."
    ),
    "two_towers: inputs in the other order": (
        "Model takes (`b`, `a`); the drawing (`a`, `b`). Data fed in the drawing's order "
        "does not fit."
    ),
    "stack: an input that only makes the model wider": (
        "Your `more` (line 3) is an input that the drawing does not have."
    ),
    "named: both towers read the first input": (
        "Your `right` (line 5) reads `photo`; in the drawing it reads `words`, another "
        "input. So here `words` never reaches it."
    ),
    "named: other names": (
        "In the drawing the inputs are called `photo` and `words`; yours are called "
        "`picture` and `text`. The names count: the data is fed by them."
    ),
    "difference: subtracted the other way round": (
        "The tensors of your `change` (line 4) stand in the other order: first `before`, "
        "then `after`. In the drawing `after` comes first, and for Subtract the order "
        "counts: the second is taken from the first."
    ),
    "two_heads: heads swapped": (
        "Model gives (`digit`, `yes`); the drawing (`yes`, `digit`). Losses and targets go "
        "by this order, so each head would be trained on the other's task."
    ),
    "two_heads: the second head fed by the first": (
        "Your `digit` (line 5) reads `yes`, which is one of the model's answers. In the "
        "drawing every head reads `trunk`, so here `digit` knows nothing but that answer."
    ),
    "two_heads: the same head twice": (
        "Model gives back `yes` twice. In the drawing one of the two outputs is `digit`, so "
        "here its answer never comes out."
    ),
    "two_heads: a head left out of the outputs": (
        "The drawing has 2 outputs, and your model 1: `digit` is not among them."
    ),
    "two_heads: the trunk as a third output": (
        "The drawing has 2 outputs, and your model 3. Too many: `trunk`."
    ),
    "named_heads: outputs without their names": (
        "In the drawing the outputs are called `alarm` and `level`; yours have no names. The "
        "names count: losses and targets go by them."
    ),
    "siamese: two encoders": (
        "Line 6 makes a new Dense(48) each time it runs, and every one has weights of its "
        "own. That makes 3,985 numbers to learn; the drawing has 2,001. In the drawing they "
        "are one layer, used twice."
    ),
    "siamese: two encoders, line by line": (
        "Lines 4 and 6 each make a Dense(48), and every one has weights of its own. That "
        "makes 3,985 numbers to learn; the drawing has 2,001. In the drawing they are one "
        "layer, used twice."
    ),
    "siamese: the encoder called twice on one input": (
        "The Dense(48) on line 7 reads `a`; in the drawing it reads `b`, another input. So "
        "here `b` never reaches it."
    ),
    "siamese: the encoder called once and its result used twice": (
        "Your `code` (line 4) is used twice, as if it were several results: its layer is "
        "called once. In the drawing it is called twice, so that `b` goes through it as well."
    ),
    "shared_heads: the heads share too": (
        "`one` and `two` use the same weights: it is one Dense(1), called twice. In the "
        "drawing each has weights of its own, so each can learn something else. That makes "
        "385 numbers to learn; the drawing has 418."
    ),
    "pairs: the wrong pair shares": (
        "Your `ea` (line 5) shares its weights with `ec`. In the drawing it shares them with `eb`."
    ),
    "residual: two roads for a skip": (
        "Both roads into your `sum` (line 5) go through layers of their own: `a` and `b`, "
        "side by side. A skip carries the block's own input, `x`, round the layers unchanged."
    ),
    "sequence: one step for all": (
        "Your `last` (line 4) is a GRU(8); in the drawing an LSTM(8) stands there."
    ),
    "sequence: all steps where the last is asked": (
        "Your `last` (line 4) has return_sequences True; in the drawing it is False. With it "
        "a result comes out at every step, without it only at the last."
    ),
    "seq2seq: the writer starts from zeros": (
        "Your `written` (line 5) starts from zeros. In the drawing it starts from the state "
        "of `read`, so here it knows nothing of what was read before."
    ),
    "cross_attention: self for cross": (
        "Your `look` (line 4) looks at `query` only: `query` asks and `query` answers. In "
        "the drawing `text` is its key and value, so one sequence looks at another."
    ),
    "cross_attention: query and value swapped": (
        "The roles at your `look` (line 4) are swapped: `text` is the query and `query` is "
        "the value. In the drawing `query` is the query and `text` is the value. There are "
        "as many results as the query has steps, and they are mixed from the value."
    ),
    "cross_attention: heads and width exchanged": (
        "Your `look` (line 4) has num_heads 4; in the drawing it is 2. Each head looks in a "
        "way of its own."
    ),
    "causal: the causal flag omitted": (
        "Your `look` (line 3) may look ahead: each step sees the steps after it. In the "
        "drawing it is causal, so it sees only itself and what came before."
    ),
    "masked: the mask not handed over": (
        "Your `look` (line 4) gets no attention_mask. In the drawing `real` arrives there, "
        "and says which steps are only padding."
    ),
}
