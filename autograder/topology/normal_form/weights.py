"""Which classes have weights, and the pass that forgets weights groups of those that have none."""

from __future__ import annotations

from dataclasses import replace

from autograder.topology.model import Topology
from autograder.topology.normal_form.defaults import is_known
from autograder.topology.normal_form.rewriting import each_call
from autograder.topology.shapes import words

_WEIGHTED = words(
    """
    AdditiveAttention BatchNormalization Bidirectional Conv1D Conv1DTranspose Conv2D
    Conv2DTranspose Conv3D Conv3DTranspose ConvLSTM1D ConvLSTM2D ConvLSTM3D Dense DepthwiseConv1D
    DepthwiseConv2D Discretization EinsumDense Embedding GRU GRUCell GroupNormalization
    GroupedQueryAttention IntegerLookup LSTM LSTMCell LayerNormalization MultiHeadAttention
    Normalization PReLU RMSNormalization RNN ReversibleEmbedding SeparableConv1D SeparableConv2D
    SimpleRNN SimpleRNNCell SpectralNormalization StackedRNNCells StringLookup TextVectorization
    TimeDistributed
    """
)


def has_weights(op: str) -> bool:
    """Whether calls of this class can share weights; a learner's own class always might."""
    return op in _WEIGHTED or op == "Attention" or not is_known(op)


def weightless(topology: Topology) -> Topology:
    """Forget the weights group of a call whose class has no weights, such as a ReLU used twice."""
    return each_call(
        topology,
        {
            call.id: replace(call, weights=None)
            for call in topology.calls
            if call.weights is not None
            and not has_weights(call.op)
            and call.setting("opaque") is None
        },
    )
