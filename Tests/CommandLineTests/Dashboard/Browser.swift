import Foundation
import TestSupport

/// A page in headless Chromium, driven over its DevTools protocol through a pair of pipes: no port, no network.
///
/// A test fails by `Failure` on any error or warning of the console, any exception, and any request but that of the page.
enum Browser {
    static let program: String? = ["chromium-headless-shell", "chromium"].map { "/usr/bin/\($0)" }.first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    enum Step {
        /// A JavaScript expression, awaited; its value is an answer.
        case evaluate(String)
        /// A real click on the middle of the first element that a selector finds.
        case click(String)
        /// Real keys into what has the focus.
        case type(String)
        case press(String)
        /// A file of JavaScript, run in the page.
        case script(String)
        /// A picture to a file.
        case picture(String)

        fileprivate var words: [String] {
            switch self {
            case .evaluate(let text): ["evaluate", text]
            case .click(let selector): ["click", selector]
            case .type(let text): ["type", text]
            case .press(let key): ["press", key]
            case .script(let path): ["script", path]
            case .picture(let path): ["picture", path]
            }
        }
    }

    struct Window {
        var width = 1400
        var height = 1000
        var isDark = false
        var isPhone = false

        static let phone = Window(width: 390, height: 844, isPhone: true)
    }

    /// The answers of the `evaluate` steps, in their order, as JSON values.
    static func visit(_ page: String, query: String = "", window: Window = Window(), _ steps: [Step]) throws -> [Any] {
        let folder = try TemporaryFolder()
        let plan: [String: Any] = [
            "browser": program ?? "", "page": "file://" + page + query, "width": window.width, "height": window.height,
            "dark": window.isDark, "phone": window.isPhone, "steps": steps.map(\.words),
        ]
        try JSONSerialization.data(withJSONObject: plan).write(to: folder.url.appending(path: "plan.json"))
        try folder.write(driver, "browse.py")
        let outcome = try Tool.start("python3", [folder.path("browse.py"), folder.path("plan.json")]).wait()
        guard outcome.code == 0 else { throw Tool.Failure(description: "\(page): \(outcome.errors)") }
        return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [Any] ?? []
    }

    private static let driver = #"""
        import base64, fcntl, json, os, signal, subprocess, sys, tempfile
        plan = json.load(open(sys.argv[1]))
        def high(fd):
            # Clear of 3 and 4, where Chromium looks.
            moved = fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 20)
            os.close(fd)
            return moved
        their_in, our_out = map(high, os.pipe())
        our_in, their_out = map(high, os.pipe())
        def ends():
            os.dup2(their_in, 3)
            os.dup2(their_out, 4)
        profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        chromium = subprocess.Popen(
            [plan["browser"], "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--remote-debugging-pipe", "--hide-scrollbars", "--user-data-dir=" + profile.name, "about:blank"],
            preexec_fn=ends, pass_fds=(3, 4), start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(their_in)
        os.close(their_out)
        answers, faults, buffer, number, session = [], [], b"", 0, None
        loaded = False
        def take():
            global buffer, loaded
            while b"\0" not in buffer:
                piece = os.read(our_in, 1 << 20)
                if not piece: raise SystemExit("the browser ended")
                buffer += piece
            line, buffer = buffer.split(b"\0", 1)
            message = json.loads(line)
            method, params = message.get("method"), message.get("params", {})
            if method == "Runtime.exceptionThrown":
                details = params["exceptionDetails"]
                faults.append(details.get("exception", {}).get("description") or details["text"])
            elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
                faults.append("console: " + " ".join(str(a.get("value", a.get("description"))) for a in params["args"]))
            elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
                faults.append("log: " + params["entry"]["text"])
            elif method == "Network.requestWillBeSent":
                url = params["request"]["url"]
                if url.split("?")[0] != plan["page"].split("?")[0] and not url.startswith("data:"):
                    faults.append("request: " + url)
            elif method == "Page.loadEventFired": loaded = True
            return message
        def call(method, **params):
            global number
            number += 1
            message = {"id": number, "method": method, "params": params}
            if session: message["sessionId"] = session
            os.write(our_out, json.dumps(message).encode() + b"\0")
            while True:
                answer = take()
                if answer.get("id") == number:
                    if "error" in answer: raise SystemExit(method + ": " + answer["error"]["message"])
                    return answer["result"]
        def evaluate(text):
            result = call("Runtime.evaluate", expression=text, awaitPromise=True, returnByValue=True)
            if "exceptionDetails" in result:
                raise SystemExit(text[:200] + ": " + str(result["exceptionDetails"].get("exception", {}).get("description")))
            return result["result"].get("value")
        settle = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60))))"
        try:
            target = call("Target.createTarget", url="about:blank")["targetId"]
            session = call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            for domain in ("Page", "Runtime", "Log", "Network"): call(domain + ".enable")
            call("Emulation.setDeviceMetricsOverride", width=plan["width"], height=plan["height"],
                 deviceScaleFactor=1, mobile=plan["phone"])
            call("Emulation.setEmulatedMedia", features=[
                {"name": "prefers-color-scheme", "value": "dark" if plan["dark"] else "light"}])
            call("Page.navigate", url=plan["page"])
            while not loaded: take()
            evaluate(settle)
            for kind, text in plan["steps"]:
                if kind == "evaluate": answers.append(evaluate(text))
                elif kind == "script": evaluate(open(text, encoding="utf-8").read() + "\n;0")
                elif kind == "click":
                    at = evaluate("(() => { const e = document.querySelector(%s); if (!e) return null;"
                                  " e.scrollIntoView({block: 'center'}); const b = e.getBoundingClientRect();"
                                  " return [b.x + b.width / 2, b.y + b.height / 2]; })()" % json.dumps(text))
                    if not at: raise SystemExit("nothing to click: " + text)
                    for event in ("mouseMoved", "mousePressed", "mouseReleased"):
                        call("Input.dispatchMouseEvent", type=event, x=at[0], y=at[1], button="left", clickCount=1,
                             buttons=1 if event == "mousePressed" else 0)
                elif kind == "type": call("Input.insertText", text=text)
                elif kind == "press":
                    code = {"Enter": 13, "Tab": 9, "ArrowRight": 39, "ArrowDown": 40, "Escape": 27}.get(text, 0)
                    letters = {"text": text} if len(text) == 1 else {"text": "\r"} if text == "Enter" else {}
                    call("Input.dispatchKeyEvent", type="keyDown", key=text, windowsVirtualKeyCode=code, **letters)
                    call("Input.dispatchKeyEvent", type="keyUp", key=text, windowsVirtualKeyCode=code)
                elif kind == "picture":
                    height = evaluate("document.documentElement.scrollHeight")
                    shot = call("Page.captureScreenshot", captureBeyondViewport=True,
                                clip={"x": 0, "y": 0, "width": plan["width"], "height": height, "scale": 1})
                    open(text, "wb").write(base64.b64decode(shot["data"]))
                if kind not in ("evaluate", "script"): evaluate(settle)
        finally:
            # The program's name is that of a script, which does not hand the signal on: end all of its session.
            os.killpg(chromium.pid, signal.SIGKILL)
            chromium.wait()
        if faults: raise SystemExit("\n".join(faults))
        print(json.dumps(answers))
        """#
}
