import Cadastre
import CairoKit
import PlanarCoverage

/// The labels of the parcels of a page: what they say, where they want to stand.
struct SheetLabels {
    let map: SheetMap
    let window: MapWindow
    let style: SheetStyle
    let lettering: Lettering

    var limits: LabelPlacer.Limits {
        LabelPlacer.Limits(
            sizes: style.labelSizes, ledSize: style.ledLabelSize, margin: style.labelMargin,
            longestLeader: style.longestLeader, capHeight: lettering.capHeight(size: 1))
    }

    /// Places the labels of parcels that the page shows; one that lies on several pages may stand outside itself on that
    /// page alone which has its inner point.
    /// - Parameters:
    ///   - taken: ground that other things take.
    ///   - leaders: false leaves out what does not fit into its parcel.
    ///   - texts: what each label says; the parcel's number, area and land use where nothing is given.
    func place(
        _ parcels: [Int], avoiding taken: [LabelBox] = [], leaders: Bool = true, texts: ((Int) -> LabelText)? = nil
    ) -> (labels: [PlacedLabel], dropped: [Int], counts: LabelCounts) {
        let requests = parcels.compactMap { p in
            request(p, texts.map { $0(p) } ?? text(p)).map { request in
                var request = request
                request.mayLeave = request.mayLeave && leaders
                return (p, request)
            }
        }
        var placer = LabelPlacer(limits: limits, width: window.width, height: window.height, taken: taken)
        let (labels, dropped) = placer.place(requests.map(\.1))
        var counts = LabelCounts(dropped: dropped.count)
        for label in labels {
            switch label.way {
            case .inside: counts.inside += 1
            case .shrunk: counts.shrunk += 1
            case .led: counts.led += 1
            }
        }
        return (labels, dropped.map { requests[$0].0 }, counts)
    }

    private func request(_ p: Int, _ text: LabelText) -> LabelRequest? {
        if text.isEmpty { return nil }
        var rings = PageRings()
        map.put(p, in: window, &rings)
        guard rings.ringCount > 0, let box = rings.bounds else { return nil }
        let unitsPerMillimetre = window.scale / 1000 / map.step
        let precision = max(InnerPoint.usualPrecision, 0.1 * unitsPerMillimetre)
        guard let inner = map.rings.innermostPoint(ofParcel: p, precision: precision) else { return nil }
        let place = PagePoint(x: window.x(inner.x * map.step), y: window.y(inner.y * map.step))
        if box.minX >= 0, box.minY >= 0, box.maxX <= window.width, box.maxY <= window.height {
            return LabelRequest(
                rings: rings, place: place, clearance: inner.clearance / unitsPerMillimetre, text: text)
        }
        // What is visible of it: a part of a parcel has a place of its own.
        let visible = rings.clipped(minX: 0, minY: 0, maxX: window.width, maxY: window.height)
        guard let room = visible.roomiestPlace() else { return nil }
        let isHome = place.x >= 0 && place.x <= window.width && place.y >= 0 && place.y <= window.height
        return LabelRequest(
            rings: visible, place: room.at, clearance: room.clearance, text: text, mayLeave: isHome)
    }

    /// The longest text that a label takes; a number of 300 letters is no number.
    private static let mostWidth = 14.0

    private func text(_ p: Int) -> LabelText {
        let area = map.labelArea(p)
        func shown(_ text: String) -> String { lettering.fitted(text, size: 1, width: SheetLabels.mostWidth) }
        let number = shown(map.text(map.columns.number, p) ?? "")
        let areaText = area > 0 ? NumberText.fixed(area, decimals: 1).replacing(".", with: ",") : ""
        let use = shown(map.text(map.columns.landUse, p) ?? "")
        return LabelText(number: number, area: areaText, landUse: use, lettering)
    }
}

extension LabelText {
    init(number: String, area: String, landUse: String = "", hasBar: Bool = true, _ lettering: Lettering) {
        self.init(
            number: number, area: area, landUse: landUse, numberWidth: lettering.width(of: number, size: 1),
            areaWidth: lettering.width(of: area, size: 1), landUseWidth: lettering.width(of: landUse, size: 1),
            hasBar: hasBar)
    }
}
