import Campaign
import Foundation

extension RenderJob {
  /// The job of a campaign that came by no hot folder.
  init(_ campaign: OpenedCampaign, in folder: WorkingFolder, inputs: [Input] = []) {
    self.init(
      id: "direct", dropName: (campaign.root as NSString).lastPathComponent,
      input: campaign.root, work: folder.work,
      descriptor: campaign.root + "/" + campaign.descriptor,
      created: Int64(Date().timeIntervalSince1970), inputs: inputs)
  }
}
