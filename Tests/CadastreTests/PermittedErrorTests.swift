import Cadastre
import Testing

@Suite("Permitted errors")
struct PermittedErrorTests {
    /// Anchors of Appendix 04 as the domain notes quote them.
    @Test(arguments: [
        (500, 30.0, 0.25), (500, 100, 0.81), (500, 300, 1.81), (500, 500, 2.61), (500, 1000, 4.11), (500, 2000, 6.11),
        (1000, 40, 0.35), (1000, 300, 2.43), (1000, 1000, 5.93), (1000, 2000, 9.93), (1000, 5000, 18.93),
        (1000, 10000, 28.93), (500, 5, 0.25), (500, 0, 0.25), (200, 2010, 6.03),
    ])
    func `an area limit agrees with Appendix 04`(scale: Int, area: Double, limit: Double) {
        #expect(abs(PermittedError(scale: scale).area(ofSquareMetres: area) - limit) < 1e-9)
    }

    @Test(arguments: [(200, 8.0, 0.051), (200, 15, 0.0685), (500, 3, 0.018), (500, 50, 0.149), (2000, 60, 0.205)])
    func `an edge limit agrees with Appendix 03`(scale: Int, length: Double, limit: Double) {
        #expect(abs(PermittedError(scale: scale).edge(ofMetres: length) - limit) < 1e-9)
    }

    @Test func `whole steps are the stricter reading`() {
        let strict = PermittedError(scale: 500, interpolation: .wholeSteps)
        #expect(abs(strict.area(ofSquareMetres: 49.9) - 0.33) < 1e-9)
        #expect(abs(PermittedError(scale: 500).area(ofSquareMetres: 49.9) - 0.4092) < 1e-9)
    }

    @Test func `an unknown scale takes the row of 1 to 200, and is told apart`() {
        let unknown = PermittedError(scale: nil)
        #expect(unknown.rowScale == 200)
        #expect(!unknown.scaleIsKnown)
        #expect(unknown.point == 0.05)
        #expect(PermittedError(scale: 200).scaleIsKnown)
    }

    @Test(arguments: [(100, 200), (250, 200), (999, 500), (1000, 1000), (25000, 10000)])
    func `a scale between two rows takes the stricter one`(scale: Int, row: Int) {
        #expect(PermittedError(scale: scale).rowScale == row)
    }

    @Test func `limits never fall as parcels grow`() {
        for scale in [200, 500, 1000, 2000, 5000, 10000] {
            let limits = stride(from: 0.0, through: 20000, by: 5).map {
                PermittedError(scale: scale).area(ofSquareMetres: $0)
            }
            #expect(limits == limits.sorted())
        }
    }
}
