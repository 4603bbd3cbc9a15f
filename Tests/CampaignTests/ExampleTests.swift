import Dataset
import Findings
import Foundation
import Testing

@testable import Campaign

@Suite struct ExampleTests {
  @Test func theDocumentedCampaignReadsAsItStands() throws {
    let reader = CampaignReader(Data(Examples.campaign.utf8), file: "campaign.yaml")
    #expect(reader.findings.map(\.message) == [])
    let campaign = try #require(reader.descriptor)
    #expect(campaign.id == "songwriter-wrapped-2026")
    #expect(campaign.title == "Songwriter Wrapped 2026")
    #expect(campaign.template.value == "songwriter-wrapped")
    let data = try #require(campaign.data)
    #expect(data.source.file == "recipients.csv")
    #expect(data.source.columns == ["first_name": "First Name"])
    #expect(data.key.value == "songwriter_id")
    #expect(data.joins.map(\.name) == ["tracks", "label"])
    #expect(data.joins[0].isMany)
    #expect(data.joins[0].order == [Join.Order(column: "streams", isDescending: true)])
    #expect(data.joins[0].limit == 5)
    #expect(data.joins[1].by == [Join.Link(field: "label_id", column: "id")])
    #expect(campaign.derived.map(\.name) == ["tier"])
    #expect(campaign.condition?.value == "streams > 0")
    #expect(
      campaign.outputs == [
        Output(type: .png), Output(type: .jpg, quality: 90), Output(type: .pdf),
      ])
    #expect(campaign.locale == LocaleRule(defaultTag: "en-US"))
    #expect(campaign.onError == .skip)
    #expect(!campaign.rerun && !campaign.needsApproval)
    #expect(campaign.jobKey?.value == "songwriter-wrapped-2026")
  }

  @Test func theDocumentedTemplateReadsAsItStands() {
    let (template, findings) = TemplateDescriptor.read(
      Data(Examples.template.utf8), name: "folder", file: "template.yaml")
    #expect(findings.map(\.message) == [])
    #expect(template.name == "songwriter-wrapped")
    #expect(template.fields.count == 13)
    #expect(template.formats.map(\.name) == ["portrait", "story", "square"])
    #expect(template.colorways[1].properties[1] == .init(name: "--ink", value: "#eaf8ff"))
    #expect(template.fonts.map(\.value) == ["fonts"])
  }

  @Test func theDocumentedPairMakesOneSchemaAndItsVariants() throws {
    let campaign = try #require(
      CampaignReader(Data(Examples.campaign.utf8), file: "campaign.yaml").descriptor)
    let template = TemplateDescriptor.read(
      Data(Examples.template.utf8), name: "folder", file: "template.yaml"
    ).descriptor
    let assembly = SchemaAssembly(template: template.fields, campaign: campaign)
    #expect(assembly.findings.map(\.code.name) == ["campaign.undeclared-join"])
    #expect(assembly.schema["streams"]?.minimum == .integer(0))
    #expect(assembly.schema["tier"]?.oneOf == [.string("gold"), .string("silver")])
    #expect(assembly.joins.first?.fields.names == ["title", "streams"])
    let variants = VariantChoice(campaign, template: template)
    #expect(variants.findings == [])
    #expect(variants.variants.count == 3 * 2 * 3)
  }

  @Test func threeLinesAreACampaign() throws {
    let text = "campaign: a\ntemplate: t\ndata: { file: r.csv, key: id }\n"
    let reader = CampaignReader(Data(text.utf8), file: "campaign.yaml")
    #expect(reader.findings == [])
    #expect(reader.descriptor?.outputs == [Output(type: .png)])
  }

  @Test func jsonIsADescriptorToo() throws {
    let text =
      #"{"campaign":"a","title":"\ud83d\ude00 x","template":"t","data":{"file":"r.csv","key":"id"}}"#
    let reader = CampaignReader(Data(text.utf8), file: "campaign.json")
    #expect(reader.findings == [])
    #expect(reader.descriptor?.title == "😀 x")
  }

  @Test func thePublishedSchemasAreThoseOfTheTables() throws {
    let campaign = "Documentation/schemas/campaign.schema.json"
    let template = "Documentation/schemas/template.schema.json"
    #expect(try Repository.accepted(campaign, JSONSchema.campaign) == JSONSchema.campaign)
    #expect(try Repository.accepted(template, JSONSchema.template) == JSONSchema.template)
  }
}
