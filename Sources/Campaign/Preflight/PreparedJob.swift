package import Dataset

/// An admitted campaign with everything that rendering needs.
package struct PreparedJob {
  package let descriptor: CampaignDescriptor
  package let specification: JobSpecification
  package let plan: RenderPlan
  package let admission: Admission
  /// The template's fields as the campaign has them, with its joins.
  package let schema: Schema
}
