"""The Keras classes that a topology file may name, as far as reading it needs to know them."""

from __future__ import annotations

from difflib import get_close_matches


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MERGES = _words(
    """
    Add Average Concatenate Dot Maximum Minimum Multiply Subtract
    """
)
"""Layers that join several tensors; their ports are numbered."""

ATTENTION = _words(
    """
    AdditiveAttention Attention GroupedQueryAttention MultiHeadAttention
    """
)
"""Layers whose tensors have roles: query, value, key."""

RECURRENT = _words(
    """
    Bidirectional ConvLSTM1D ConvLSTM2D ConvLSTM3D GRU GRUCell LSTM LSTMCell RNN SimpleRNN
    SimpleRNNCell StackedRNNCells
    """
)
"""Layers that take states beside their sequence."""

WEIGHTED = _words(
    """
    AdditiveAttention Attention BatchNormalization Bidirectional Conv1D Conv1DTranspose Conv2D
    Conv2DTranspose Conv3D Conv3DTranspose ConvLSTM1D ConvLSTM2D ConvLSTM3D Dense
    DepthwiseConv1D DepthwiseConv2D EinsumDense Embedding GRU GRUCell GroupNormalization
    GroupedQueryAttention LSTM LSTMCell LayerNormalization MultiHeadAttention Normalization
    PReLU RMSNormalization RNN ReversibleEmbedding SeparableConv1D SeparableConv2D SimpleRNN
    SimpleRNNCell SpectralNormalization StackedRNNCells TimeDistributed
    """
)
"""Layers that have weights, trained or not."""

WEIGHTLESS = _words(
    """
    Activation ActivityRegularization AdaptiveAveragePooling1D AdaptiveAveragePooling2D
    AdaptiveAveragePooling3D AdaptiveMaxPooling1D AdaptiveMaxPooling2D AdaptiveMaxPooling3D
    AlphaDropout AugMix AutoContrast AveragePooling1D AveragePooling2D AveragePooling3D
    CategoryEncoding CenterCrop ContrastLimitedAdaptiveHistogramEqualization Cropping1D
    Cropping2D Cropping3D CutMix Discretization Dropout ELU Equalization Flatten GaussianDropout
    GaussianNoise GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D
    GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D HashedCrossing Hashing Identity
    Input IntegerLookup Lambda LeakyReLU Masking MaxNumBoundingBoxes MaxPooling1D MaxPooling2D
    MaxPooling3D MelSpectrogram MixUp Permute RandAugment RandomBrightness
    RandomColorDegeneration RandomColorJitter RandomContrast RandomCrop RandomElasticTransform
    RandomErasing RandomFlip RandomGaussianBlur RandomGrayscale RandomHue RandomInvert
    RandomPerspective RandomPosterization RandomRotation RandomSaturation RandomSharpness
    RandomShear RandomTranslation RandomZoom ReLU RepeatVector Rescaling Reshape Resizing
    STFTSpectrogram Softmax Solarization SpatialDropout1D SpatialDropout2D SpatialDropout3D
    StringLookup TextVectorization UnitNormalization UpSampling1D UpSampling2D UpSampling3D
    ZeroPadding1D ZeroPadding2D ZeroPadding3D
    """
)
"""Layers of one tensor without weights."""

OPERATIONS = _words(
    """
    Abs Absolute AdaptiveAveragePool AdaptiveMaxPool AffineTransform All AllClose Amax Amin
    Angle Any Append Arange Arccos Arccosh Arcsin Arcsinh Arctan Arctan2 Arctanh Argmax Argmin
    Argpartition Argsort Array ArraySplit AssociativeScan AveragePool BatchNorm
    BinaryCrossentropy Bincount BitwiseAnd BitwiseInvert BitwiseLeftShift BitwiseNot BitwiseOr
    BitwiseRightShift BitwiseXor BroadcastTo CDist CTCDecode CTCLoss Cast
    CategoricalCrossentropy Cbrt Ceil Celu Cholesky CholeskyInverse Clip Cond Conj Conjugate
    Conv ConvTranspose ConvertToTensor Copy Corrcoef Correlate Cos Cosh CountNonzero CropImages
    Cross Cumprod Cumsum Deg2rad DepthToSpace DepthwiseConv Det Diag Diagflat Diagonal Diff
    Digitize Divide DivideNoNan DotProductAttention Dsplit Dstack Eig Eigh Einsum
    ElasticTransform Elu EmptyLike Equal Erf Erfc Erfinv Exp Exp2 ExpandDims Expm1
    ExtractPatches ExtractSequences FFT FFT2 Fabs Flip Fliplr Flipud Floor FloorDivide Fmax Fmin
    Fmod Fold ForiLoop Full FullLike GaussianBlur Gcd Gelu Geomspace GetItem Glu Greater
    GreaterEqual HSVToRGB HardShrink HardSigmoid HardSilu HardTanh Heaviside Histogram Hsplit
    Hstack Hypot I0 IFFT2 IRFFT ISTFT Imag InTopK Inner Inv IsIn Isclose Isfinite Isinf Isnan
    Isneginf Isposinf Isreal JVP Kron LayerNorm Lcm Ldexp LeakyRelu LeftShift Less LessEqual
    Linspace Log Log10 Log1p Log2 LogSigmoid LogSoftmax Logaddexp Logaddexp2 Logdet LogicalAnd
    LogicalNot LogicalOr LogicalXor Logspace Logsumexp Lstsq LuFactor Map MapCoordinates Matmul
    MatrixRank Max MaxPool Mean Median Meshgrid Min Mod Moments Moveaxis MultiHot NanToNum
    Nanargmax Nanargmin Nancumprod Nancumsum Nanmax Nanmean Nanmedian Nanmin Nanpercentile
    Nanprod Nanquantile Nanstd Nansum Nanvar Ndim Negative Nextafter Nonzero Norm Normalize
    NotEqual OneHot OnesLike Outer PSNR Pad PadImages Percentile PerspectiveTransform Pinv Polar
    Power Prod Ptp Qr Quantile RFFT RGBToGrayscale RGBToHSV RMSNorm Rad2deg Ravel Real
    Reciprocal Relu Relu6 Repeat Resize RightShift Roll Rot90 Round Rsqrt SSIM STFT SVD
    SaturateCast ScaleAndTranslate Scan Scatter ScatterUpdate SearchSorted SegmentMax SegmentMin
    SegmentProd SegmentReduction SegmentSum Select Selu SeparableConv Sigmoid Sign Signbit Silu
    Sin Sinc Sinh Size Slice SliceUpdate Slogdet SobelEdges SoftShrink Softplus Softsign Solve
    SolveTriangular Sort SpaceToDepth SparseCategoricalCrossentropy SparsePlus SparseSigmoid
    Sparsemax Split Sqrt Square Squareplus Squeeze Stack Std StopGradient Sum Swapaxes Switch
    Take TakeAlongAxis Tan Tanh TanhShrink Tensordot Threshold Tile TopK Trace Transpose
    Trapezoid Tril Triu TrueDivide Trunc Unfold Unique UnravelIndex Unstack Vander Var Vdot
    VectorizedMap View ViewAsComplex ViewAsReal Vsplit Vstack Where WhileLoop ZerosLike
    """
)
"""Operations of `keras.ops`, by their class names."""


KNOWN = MERGES | ATTENTION | RECURRENT | WEIGHTED | WEIGHTLESS | OPERATIONS
_BY_LOWER_CASE = {name.lower(): name for name in sorted(KNOWN)}


def has_weights(op: str) -> bool:
    """Whether a call of that class has weights; a class that Keras does not have is taken to."""
    return op not in WEIGHTLESS | MERGES | OPERATIONS


def one_tensor_only(op: str) -> bool:
    """Whether calls of that class read exactly one tensor by position."""
    return op in WEIGHTED | WEIGHTLESS and op not in ATTENTION | RECURRENT


def nearest(op: str) -> str | None:
    """Return the Keras class that an unknown `op` looks like a misspelling of, if any."""
    if op in KNOWN:
        return None
    if op.lower() in _BY_LOWER_CASE:
        return _BY_LOWER_CASE[op.lower()]
    close = get_close_matches(op, sorted(KNOWN), n=1, cutoff=0.8)
    return close[0] if close else None
