/** Ends vitest's report with one line that other programs can read. */
export default class CountReporter {
  /** @param {ReadonlyArray<import('vitest/node').TestModule>} modules */
  onTestRunEnd(modules) {
    let passed = 0
    let failed = 0
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      passed += tests.filter(test => test.result().state === 'passed').length
      const broken = tests.filter(test => test.result().state === 'failed').length
      // A file that cannot even be read, or whose preparation fails, has no failed test to show for it.
      failed += broken || (module.state() === 'failed' ? 1 : 0)
    }
    process.on('exit', () => process.stdout.write(`${passed} passed, ${failed} failed\n`))
  }
}
