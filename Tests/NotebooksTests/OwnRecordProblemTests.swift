import Testing

@testable import Notebooks

/// What is said of descriptions and tables that are wrong.
struct OwnRecordProblemTests {
  private static let yaml = """
    title: A
    columns: {group: run, seed: seed, step: step}
    series: {loss: {}, norm: {}}

    """
  private static let header = "run,seed,step,loss,norm\n"

  @Test(arguments: [
    (
      "wn,0,0,high,1\n",
      "log.csv:2:8: “high” is no number; `loss` takes decimal numbers such as 0.5 or 1e-3, and an"
        + " empty cell where nothing was recorded"
    ),
    (
      "wn,0,0,\"0,5\",1\n",
      "log.csv:2:8: “0,5” is no number; `loss` takes decimal numbers such as 0.5 or 1e-3, and an"
        + " empty cell where nothing was recorded"
    ),
    (
      "wn,0,0,1,\nwn,0,1,,NaN\n",
      "log.csv:3:9: “NaN” is not finite; `diverged: leave-out` in log.yaml leaves such a run out of"
        + " its group and counts it"
    ),
    (
      "wn,0,0,1e200,\n",
      "log.csv:2:8: “1e200” is not finite; `diverged: leave-out` in log.yaml leaves such a run out of"
        + " its group and counts it"
    ),
    (
      "wn,0,0,1,\nwn,0,1,2,\nwn,0,0,3,\n",
      "log.csv:4:1: a second `loss` of seed 0 of wn at step 0; the first is on line 2"
    ),
    (
      "wn,0,0,1,\nwn,0,0,1,\n",
      "log.csv:3:1: a second `loss` of seed 0 of wn at step 0; the first is on line 2"
    ),
    (
      "wn,0,0,1,\nwn,0,200,1,\nwn,3,0,1,\n",
      "log.csv:4:1: seed 3 of wn has no `loss` at step 200, which seed 0 of wn has on line 3;"
        + " `steps: common` in log.yaml keeps the steps that all runs have"
    ),
    (
      "wn,0,0,1,\nwn,0,2,1,\nwn,1,0,1,\nwn,1,1,1,\nwn,1,2,1,\n",
      "log.csv:3:1: seed 0 of wn has no `loss` at step 1, which seed 1 of wn has on line 5;"
        + " `steps: common` in log.yaml keeps the steps that all runs have"
    ),
    ("wn,0,-1,1,\n", "log.csv:2:6: “-1” is no step; a step is a number from 0 on"),
    ("wn,0,,1,\n", "log.csv:2:6: “” is no step; a step is a number from 0 on"),
    ("wn,0,nan,1,\n", "log.csv:2:6: “nan” is no step; a step is a number from 0 on"),
    (
      "wn,a,0,1,\n", "log.csv:2:4: “a” is no seed; number the runs of a group: 0, 1, 2"
    ),
    (
      "wn,0.5,0,1,\n", "log.csv:2:4: “0.5” is no seed; number the runs of a group: 0, 1, 2"
    ),
    (",0,0,1,\n", "log.csv:2:1: a row without a group"),
    (
      "weight norm,0,0,1,\n",
      "log.csv:2:1: “weight norm” cannot be named in a template; names are of letters, digits, `_`"
        + " and `-`; give it one in log.yaml: `groups: {name: \"weight norm\"}`"
    ),
    (
      "spec,0,0,1,\n",
      "log.csv:2:1: `spec` is a name that every record has; take another; give it one in log.yaml:"
        + " `groups: {name: \"spec\"}`"
    ),
    ("wn,0,0,1\n", "log.csv:2:8: 4 fields in a row; the header names 5"),
    ("wn,0,0,\"1,\n", "log.csv:2:8: this quote is never closed"),
    ("", "log.csv:1:1: the table has a header and no row"),
    ("wn,0,0,1,\n", "log.yaml:3:20: the column `norm` of log.csv holds no number"),
  ])
  func `a wrong row is named by its line and column`(_ rows: String, _ expected: String) throws {
    #expect(try RunsFolder.problem(Self.yaml, Self.header + rows) == expected)
  }

  @Test func `every column that is missing is named, with the header`() throws {
    #expect(
      try RunsFolder.problem(Self.yaml, "run;seed;step;loss\n") == """
        log.yaml:2:18: log.csv has no column `run`; its header is run;seed;step;loss
        log.yaml:2:29: log.csv has no column `seed`; its header is run;seed;step;loss
        log.yaml:2:41: log.csv has no column `step`; its header is run;seed;step;loss
        log.yaml:3:10: log.csv has no column `loss`; its header is run;seed;step;loss
        log.yaml:3:20: log.csv has no column `norm`; its header is run;seed;step;loss
        """)
    #expect(
      try RunsFolder.problem(Self.yaml, "run,seed,step,loss,norm,loss\n")
        == "log.yaml:3:10: log.csv has 2 columns `loss`; give each a name of its own")
    #expect(
      try RunsFolder.problem(Self.yaml, "")
        == "log.csv:1:1: the table is empty; its first line names the columns")
  }

  @Test(arguments: [
    ("columns: {step: step}\nseries: {loss: {}}\n", "log.yaml:1:1: `title` is missing"),
    ("title: A\nseries: {loss: {}}\n", "log.yaml:1:1: `columns` is missing"),
    ("title: A\ncolumns: {seed: s}\nseries: {loss: {}}\n", "log.yaml:2:10: `step` is missing"),
    ("title: A\ncolumns: {step: step}\n", "log.yaml:1:1: `series` is missing"),
    (
      "title: A\ncolumns: {step: step}\nseries: {}\n",
      "log.yaml:3:9: `series` names no series; name one, such as `loss: {}`"
    ),
    (
      "title: A\ncolumns: {step: step}\nseries: {train loss: {}}\n",
      "log.yaml:3:10: “train loss” cannot be named in a template; names are of letters, digits,"
        + " `_` and `-`"
    ),
    (
      "title: A\ncolumns: {step: step}\nseries: {seedCount: {}}\n",
      "log.yaml:3:10: `seedCount` is a name that every record has; take another"
    ),
    (
      "title: A\ncolumns: {step: step}\nseries: {loss: {}}\nbelow: {los: [1]}\n",
      "log.yaml:4:9: unknown name `los`; the nearest is `loss`"
    ),
    (
      "title: A\ncolumns: {step: step}\nseries: {loss: {}}\nbelow: {loss: [0.5, 0.50]}\n",
      "log.yaml:4:21: `0.50` is given twice"
    ),
    (
      "title: A\ncolumns: {step: step}\nseries: {loss: {better: less}}\n",
      "log.yaml:3:25: unknown word `less`; known are lower, higher"
    ),
    (
      "title: A\ncolumns: {step: step}\nseries: {loss: {}}\nsteps: all\n",
      "log.yaml:4:8: unknown word `all`; known are equal, common"
    ),
    (
      "title: A\ncolumns: {step: step}\nseries: {loss: {}}\ntable: /log.csv\n",
      "log.yaml:4:8: `table` is a way from this file's folder, such as `log.csv`"
    ),
    (
      "title: A\ncolumns: {step: step}\nseries: {loss: {}}\ntable: log.txt\n",
      "log.yaml:4:8: a table is a file `.csv`, with commas, or `.tsv`, with tabs"
    ),
    (
      "title: A\ncolumns: {step: step}\nseries: {loss: {}}\ntable: lag.csv\n",
      "log.yaml:4:8: there is no lag.csv"
    ),
    (
      "title: A\ncolumns: {step: step}\nseries: {loss: {}}\ngroups: {a: b}\n",
      "log.yaml:4:9: groups without a column that tells them; name it: `columns: {group: run, …}`"
    ),
    (
      "title: A\ncolumns: {step: step}\nseries: {loss: {}}\ncompare: [{first: a, second: b, of: loss}]\n",
      "log.yaml:4:10: no groups to compare; name the column that tells them: `columns: {group: run, …}`"
    ),
    (
      "titel: A\ncolumns: {step: step}\nseries: {loss: {labl: x}}\n",
      """
      log.yaml:1:1: unknown key `titel`; the nearest is `title`
      log.yaml:3:17: unknown key `labl`; the nearest is `label`
      """
    ),
  ])
  func `a wrong description is named by its line and column`(
    _ yaml: String, _ expected: String
  ) throws {
    #expect(try RunsFolder.problem(yaml, "step,loss\n0,1\n") == expected)
  }

  private static let compared = """
    title: A
    columns: {group: run, seed: seed, step: step}
    series: {loss: {}}

    """

  @Test(arguments: [
    (
      "compare: [{first: wm, second: plain, of: loss}]",
      "log.yaml:4:19: unknown name `wm`; the nearest is `wn`"
    ),
    (
      "compare: [{first: wn, second: plain, of: lost}]",
      "log.yaml:4:42: unknown name `lost`; the nearest is `loss`"
    ),
    (
      "compare: [{first: wn, second: wn, of: loss}]",
      "log.yaml:4:31: a group is compared with itself"
    ),
    (
      "compare: [{first: wn, second: plain, of: loss}, {first: wn, second: plain, of: loss}]",
      "log.yaml:4:49: the same comparison twice"
    ),
    (
      "compare: [{first: wn, second: short, of: loss}]",
      "log.yaml:4:42: wn ends at step 1 and short at step 0; `steps: common` ends at the last step"
        + " that all runs have"
    ),
    (
      "steps: common\ncompare: [{first: wn, second: late, of: loss}]",
      "log.csv:1:1: there is no step at which all runs have `loss`"
    ),
    (
      "compare: [{first: wn, second: other, of: loss}]",
      "log.yaml:4:19: wn and other share one seed; an interval needs two"
    ),
    (
      "groups: {wn: wn, a: plain, b: plain}",
      "log.yaml:4:31: two names for “plain”"
    ),
    (
      "groups: {wn: wn}",
      "log.csv:6:1: “plain” is not among the `groups` of log.yaml; give it a name there"
    ),
    (
      "groups: {wn: wn, plain: plain, short: short, other: other, late: late, more: more}",
      "log.yaml:1:1: no row of log.csv is of the group `more`"
    ),
  ])
  func `groups that cannot be compared are named`(_ line: String, _ expected: String) throws {
    let rows = """
      run,seed,step,loss
      wn,0,0,1
      wn,0,1,1
      wn,1,0,1
      wn,1,1,1
      plain,0,0,2
      plain,0,1,2
      plain,1,0,2
      plain,1,1,2
      short,0,0,2
      short,1,0,2
      other,0,0,2
      other,0,1,2
      late,0,5,2
      late,1,5,2

      """
    #expect(try RunsFolder.problem(Self.compared + line + "\n", rows) == expected)
  }

  @Test func `seeds without a step in common have nothing to tell`() throws {
    let yaml = "title: A\ncolumns: {seed: seed, step: step}\nseries: {loss: {}}\nsteps: common\n"
    #expect(
      try RunsFolder.problem(yaml, "seed,step,loss\n0,0,1\n1,1,1\n")
        == "log.csv:1:1: there is no step at which all runs have `loss`")
  }

  @Test func `a group called as a comparison is refused`() throws {
    let yaml = Self.compared + "compare: [{first: a, second: b, of: loss}]\n"
    let rows = "run,seed,step,loss\na,0,0,1\na,1,0,1\nb,0,0,1\nb,1,0,1\na-over-b,0,0,1\n"
    #expect(
      try RunsFolder.problem(yaml, rows)
        == "log.yaml:4:19: the group `a-over-b` has the name of this comparison; call it otherwise in"
        + " `groups`")
  }

  @Test func `a column of names instead of groups or seeds is noticed`() throws {
    let yaml = "title: A\ncolumns: {group: step, step: step}\nseries: {loss: {}}\n"
    let rows = (0..<300).map { "\($0),1\n" }.joined()
    #expect(
      try RunsFolder.problem(yaml, "step,loss\n" + rows)
        == "log.csv:258:1: more than 256 groups; is this the column of the group?")
  }
}
