package import Campaign

/// Turns one job's snapshot into finished bundles, shard by shard.
///
/// The pipeline owns everything durable (states, tries, staging, publication) and calls the renderer
/// for everything that depends on templates and data. The calls come in this order:
///
///     prepare → render (per shard, any order, several at once, repeated after failures) → finish
///
/// Every call may be repeated, in this process or, after a crash, in the next one, with the same job:
/// each must then give the same answer and the same bytes. What a call needs later it writes below
/// `job.work`, never elsewhere; what an interrupted call left there it replaces.
///
/// Errors thrown by any call: `RenderFailure` for what went wrong in the renderer's own terms;
/// `CancellationError` when the task was cancelled (the daemon stops or the job is cancelled; the call
/// must return within 5 s and leave no worker behind); any other error, a full disk or an I/O error
/// among them, parks the job until its cause has gone.
///
/// A renderer must not trust `job.input`: it holds what a client dropped, checked for kinds of files
/// and names only.
package protocol JobRenderer: Sendable {
  /// How many shards may be rendered at once.
  var concurrency: Int { get }

  /// Takes over other folders of installed templates and of fonts, for jobs that begin from now on.
  func adopt(templates: [String], fonts: [String])

  /// Runs every check that comes before rendering and makes the deterministic plan.
  ///
  /// Bad input is an answer (`Preparation.rejected`), not an error. Recipients that are already
  /// known to be left out are in the plan's `leftOut`; the pipeline applies `error_limit` to them and
  /// to those that rendering adds.
  func prepare(_ job: RenderJob) async throws -> Preparation

  /// Renders the proof that a human approves, into an empty directory that will be shown in the
  /// share. Called between `prepare` and `render` when the plan requires approval.
  func proof(_ job: RenderJob, into directory: String) async throws

  /// Renders one shard: writes each recipient's bundle at `PlannedRecipient.bundle` below
  /// `directory`, which exists and is empty. Nothing need be synced.
  ///
  /// A recipient that cannot be delivered (its row, a render, a gate) is in the result's `leftOut`
  /// and has no bundle. A call whose worker crashes, hangs or outgrows its memory throws
  /// `RenderFailure.workerLost`; the pipeline counts tries and splits.
  ///
  /// - Parameter progress: called with the count of this try's finished recipients, from any thread.
  func render(
    _ shard: Shard, of job: RenderJob, attempt: Int, into directory: String,
    progress: @escaping @Sendable (Int) -> Void
  ) async throws -> ShardResult

  /// Divides a shard that failed too often into two or more smaller ones, in order. A shard of one
  /// recipient comes back as it is.
  func split(_ shard: Shard, of job: RenderJob) async throws -> [Shard]

  /// The result of a shard whose only recipient cannot be rendered: no bundle, one left out.
  func giveUp(
    _ shard: Shard, of job: RenderJob, because failure: RenderFailure
  ) async throws -> ShardResult

  /// Writes all files of the result but the bundles into `directory` (`errors.csv`,
  /// `recipients.csv`, `report.html`, `bundles.jsonl` where it applies) and returns the complete
  /// bytes of `manifest.json`, which the pipeline writes last. The bundles already lie below
  /// `directory/bundles/`.
  ///
  /// - Parameter results: of all shards, in the order of their rows.
  func finish(
    _ job: RenderJob, results: ShardResults, into directory: String
  ) async throws -> [UInt8]

  /// Writes `errors.csv` for a job that is refused because too many recipients are left out.
  func writeErrors(_ job: RenderJob, leftOut: [LeftOutRecipient], to path: String) async throws

  /// Lets go of what is kept for a job in memory; its workers end. Called when it ends or parks.
  func release(_ job: RenderJob) async
}
