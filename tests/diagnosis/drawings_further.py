"""The drawings that the bank's answers are held against: pictures, sequences, nesting."""

FURTHER = {
    "picture": """
digraph picture {
  image [op=Input, tensor="(8, 8, 1)"];
  conv  [op=Conv2D, filters=8, kernel_size=3, padding=same, activation=relu];
  pool  [op=MaxPooling2D];
  flat  [op=Flatten];
  digit [op=Dense, units=10, activation=softmax];
  image -> conv -> pool -> flat -> digit;
}""",
    "up_step": """
digraph up_step {
  small [op=Input, tensor="(8, 8, 32)"];
  large [op=Input, tensor="(16, 16, 16)"];
  up    [op=UpSampling2D, size=2];
  join  [op=Concatenate];
  conv  [op=Conv2D, filters=16, kernel_size=3, padding=same, activation=relu];
  small -> up -> join;
  large -> join -> conv;
}""",
    "nested": """
digraph nested {
  x   [op=Input, tensor="(64,)"];
  a   [op=Dense, units=48, activation=relu];
  b   [op=Dense, units=16, activation=relu];
  out [op=Dense, units=10, activation=softmax];
  x -> a -> b -> out;
}""",
    "ensemble": """
digraph ensemble {
  x     [op=Input, tensor="(6,)"];
  one   [op=Dense, units=4, activation=softmax];
  two   [op=Dense, units=4, activation=softmax];
  three [op=Dense, units=4, activation=softmax];
  mean  [op=Average];
  x -> one -> mean;
  x -> two -> mean;
  x -> three -> mean;
}""",
    "frozen": """
digraph frozen {
  x    [op=Input, tensor="(64,)"];
  body [op=Dense, units=16, activation=relu, trainable=false];
  out  [op=Dense, units=5, activation=softmax];
  x -> body -> out;
}""",
    "two_tower_dot": """
digraph two_tower_dot {
  user [op=Input, tensor="(1,)", dtype=int32];
  item [op=Input, tensor="(1,)", dtype=int32];
  u    [op=Embedding, input_dim=50, output_dim=4];
  i    [op=Embedding, input_dim=80, output_dim=4];
  fu   [op=Flatten];
  fi   [op=Flatten];
  dot  [op=Dot, axes=1];
  user -> u -> fu -> dot;
  item -> i -> fi -> dot;
}""",
    "sequence": """
digraph sequence {
  steps [op=Input, tensor="(20, 3)"];
  first [op=LSTM, units=16, return_sequences=true];
  last  [op=LSTM, units=8];
  out   [op=Dense, units=1];
  steps -> first -> last -> out;
}""",
    "seq2seq": """
digraph seq2seq {
  question [op=Input, tensor="(8, 5)"];
  reply    [op=Input, tensor="(8, 5)"];
  reader   [op=GRU, units=16, return_state=true];
  writer   [op=GRU, units=16, return_sequences=true];
  word     [op=Dense, units=5, activation=softmax];
  question -> reader;
  reply -> writer [port=0];
  reader -> writer [port="initial_state.0", from=1];
  writer -> word;
}""",
    "cross_attention": """
digraph cross_attention {
  query [op=Input, tensor="(4, 8)"];
  text  [op=Input, tensor="(6, 8)"];
  look  [op=MultiHeadAttention, num_heads=2, key_dim=8];
  out   [op=Dense, units=3];
  query -> look [port=query];
  text -> look [port=value];
  look -> out;
}""",
    "causal": """
digraph causal {
  steps [op=Input, tensor="(6, 8)"];
  look  [op=MultiHeadAttention, num_heads=2, key_dim=8, call_use_causal_mask=true];
  out   [op=Dense, units=3];
  steps -> look [port=query];
  steps -> look [port=value];
  look -> out;
}""",
    "masked": """
digraph masked {
  steps [op=Input, tensor="(6, 8)"];
  real  [op=Input, tensor="(6, 6)", dtype=bool];
  look  [op=MultiHeadAttention, num_heads=2, key_dim=8];
  steps -> look [port=query];
  steps -> look [port=value];
  real -> look [port=attention_mask];
}""",
    "block": """
digraph block {
  x     [op=Input, tensor="(6, 8)"];
  look  [op=MultiHeadAttention, num_heads=2, key_dim=4];
  add   [op=Add];
  norm  [op=LayerNormalization];
  wide  [op=Dense, units=64, activation=relu];
  back  [op=Dense, units=8];
  add2  [op=Add];
  norm2 [op=LayerNormalization];
  x -> look [port=query];
  x -> look [port=value];
  x -> add;
  look -> add -> norm -> wide -> back -> add2;
  norm -> add2 -> norm2;
}""",
}
