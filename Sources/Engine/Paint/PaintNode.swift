import Scene

/// What painting knows of a fragment before it paints.
struct PaintNode {
  var parent: FragmentID?
  /// The border box's origin on the page, in layout coordinates before transforms.
  var offset = LayoutPoint.zero
  /// From layout coordinates in CSS pixels to device pixels.
  var transform = AffineTransform.identity
  /// Limits the fragment itself.
  var clip: ClipID?
  /// Limits its in-flow contents.
  var contentClip: ClipID?
  /// Limits boxes whose containing block this is: unlike floats and in-flow boxes, they ignore nothing
  /// of it but what lies between.
  var isStackingContext = false
  /// Painted by its stacking context, not where it stands in the tree.
  var isLayer = false
  /// The limits outside of a group that paints with filters, which come after these.
  var groupClip: ClipID?
  /// A perspective map from the flat picture of the fragment to device pixels.
  var projection: [Double]?
  /// Turned away from the viewer, with a hidden back.
  var isBackface = false
}

/// A fragment that its stacking context paints at a level of its own.
struct StackedLayer {
  var fragment: FragmentID
  var zIndex: Int
  /// Position in order-modified document order.
  var order: Int
}
