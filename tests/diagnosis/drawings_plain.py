"""The drawings that the bank's answers are held against: stacks, branches, several ends."""

PLAIN = {
    "stack": """
digraph stack {
  x   [op=Input, tensor="(30,)"];
  a   [op=Dense, units=16, activation=relu];
  b   [op=Dense, units=8, activation=relu];
  out [op=Dense, units=1, activation=sigmoid];
  x -> a -> b -> out;
}""",
    "normed": """
digraph normed {
  x    [op=Input, tensor="(64,)"];
  a    [op=Dense, units=256];
  norm [op=BatchNormalization];
  bend [op=Activation, activation=relu];
  drop [op=Dropout, rate=0.3];
  out  [op=Dense, units=10, activation=softmax];
  x -> a -> norm -> bend -> drop -> out;
}""",
    "three_branches": """
digraph three_branches {
  image [op=Input, tensor="(64,)"];
  one   [op=Dense, units=16, activation=tanh];
  two   [op=Dense, units=16, activation=relu];
  three [op=Dense, units=8, activation=relu];
  four  [op=Dense, units=8, activation=relu];
  all   [op=Concatenate];
  digit [op=Dense, units=10, activation=softmax];
  image -> one -> all;
  image -> two -> all;
  image -> three -> four -> all;
  all -> digit;
}""",
    "wide_and_deep": """
digraph wide_and_deep {
  x    [op=Input, tensor="(30,)"];
  a    [op=Dense, units=16, activation=relu];
  b    [op=Dense, units=8, activation=relu];
  both [op=Concatenate];
  out  [op=Dense, units=1, activation=sigmoid];
  x -> a -> b -> both;
  x -> both -> out;
}""",
    "two_towers": """
digraph two_towers {
  a     [op=Input, tensor="(10,)"];
  b     [op=Input, tensor="(20,)"];
  left  [op=Dense, units=32, activation=relu];
  right [op=Dense, units=32, activation=relu];
  both  [op=Concatenate];
  score [op=Dense, units=1, activation=sigmoid];
  a -> left -> both;
  b -> right -> both;
  both -> score;
}""",
    "difference": """
digraph difference {
  before [op=Input, tensor="(24,)"];
  after  [op=Input, tensor="(24,)"];
  change [op=Subtract];
  out    [op=Dense, units=1];
  before -> change [port=1];
  after -> change [port=0];
  change -> out;
}""",
    "named": """
digraph named {
  photo [op=Input, tensor="(12,)", name=photo];
  words [op=Input, tensor="(12,)", name=words];
  left  [op=Dense, units=8, activation=relu];
  right [op=Dense, units=6, activation=relu];
  both  [op=Concatenate];
  out   [op=Dense, units=1];
  photo -> left -> both;
  words -> right -> both;
  both -> out;
}""",
    "siamese": """
digraph siamese {
  a    [op=Input, tensor="(24,)"];
  b    [op=Input, tensor="(24,)"];
  a48  [op=Dense, units=48, activation=relu, layer=first];
  b48  [op=Dense, units=48, activation=relu, layer=first];
  a16  [op=Dense, units=16, layer=second];
  b16  [op=Dense, units=16, layer=second];
  diff [op=Subtract];
  abs  [op=Absolute];
  same [op=Dense, units=1, activation=sigmoid];
  a -> a48 -> a16 -> diff;
  b -> b48 -> b16 -> diff;
  diff -> abs -> same;
}""",
    "shared_heads": """
digraph shared_heads {
  a    [op=Input, tensor="(10,)"];
  b    [op=Input, tensor="(10,)"];
  ea   [op=Dense, units=32, activation=relu, layer=encoder];
  eb   [op=Dense, units=32, activation=relu, layer=encoder];
  from [op=Dense, units=1];
  to   [op=Dense, units=1];
  graph [outputs="from, to"];
  a -> ea -> from;
  b -> eb -> to;
}""",
    "pairs": """
digraph pairs {
  a   [op=Input, tensor="(9,)"];
  b   [op=Input, tensor="(9,)"];
  c   [op=Input, tensor="(9,)"];
  ea  [op=Dense, units=5, layer=encoder];
  eb  [op=Dense, units=5, layer=encoder];
  ec  [op=Dense, units=5];
  all [op=Concatenate];
  out [op=Dense, units=1];
  a -> ea -> all;
  b -> eb -> all;
  c -> ec -> all;
  all -> out;
}""",
    "residual": """
digraph residual {
  x   [op=Input, tensor="(32,)"];
  a   [op=Dense, units=32, activation=relu];
  b   [op=Dense, units=32];
  sum [op=Add];
  out [op=Dense, units=10, activation=softmax];
  x -> a -> b -> sum;
  x -> sum -> out;
}""",
    "projection": """
digraph projection {
  x    [op=Input, tensor="(32,)"];
  a    [op=Dense, units=64, activation=relu];
  b    [op=Dense, units=64];
  side [op=Dense, units=64];
  sum  [op=Add];
  bend [op=Activation, activation=relu];
  x -> a -> b -> sum;
  x -> side -> sum;
  sum -> bend;
}""",
    "two_heads": """
digraph two_heads {
  graph [outputs="yes, digit"];
  x     [op=Input, tensor="(10,)"];
  trunk [op=Dense, units=64, activation=relu];
  yes   [op=Dense, units=1, activation=sigmoid];
  digit [op=Dense, units=10, activation=softmax];
  x -> trunk -> yes;
  trunk -> digit;
}""",
    "named_heads": """
digraph named_heads {
  graph [outputs="yes:alarm, level:level"];
  x     [op=Input, tensor="(10,)"];
  trunk [op=Dense, units=64, activation=relu];
  yes   [op=Dense, units=1, activation=sigmoid];
  level [op=Dense, units=1];
  x -> trunk -> yes;
  trunk -> level;
}""",
}
