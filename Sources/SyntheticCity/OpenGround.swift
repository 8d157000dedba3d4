import Cadastre

/// A connected stretch of uncovered ground within one ward.
public struct OpenStretch: Sendable {
    var areaSquareMetres: Double
    /// Amid its largest piece, and how large that is.
    var at: CityPoint
    var largestPiece: Double
    /// Open pieces of other wards that share a side with it.
    var beyond: [ParcelIdentity] = []
    /// Its pieces near the ward line.
    var border: [ParcelIdentity] = []
}

/// Gathers the uncovered pieces of a ward (water, open streets and alleys) and joins those that share a side.
struct OpenGround {
    private enum Piece: Hashable {
        case half(Int, Int, isNorth: Bool)
        case alley(Int, Int)
        case street(Street, Int, Int)

        var identity: ParcelIdentity {
            switch self {
            case .half(let i, let j, let isNorth): ParcelIdentity(block: i, j, row: isNorth ? 51 : 50, lot: 0)
            case .alley(let i, let j): ParcelIdentity(block: i, j, row: ParcelIdentity.alleyRow, lot: 0)
            case .street(let street, let i, let j): ParcelIdentity(street, i, j)
            }
        }
    }

    private var parent: [Piece: Piece] = [:]
    private var pieces: [(piece: Piece, area: Double, at: CityPoint, isAtBorder: Bool)] = []

    /// Adds the pieces of block `(i, j)` that belong to the ward.
    mutating func add(block i: Int, _ j: Int, ward: Int, plan: CityPlan, shapes: inout ShapeCache) {
        let kind = plan.block(i, j).kind
        let block = shapes.shape(i, j, plan: plan)
        let isAtBorder = isAtBorder(i, j, ward: ward, plan: plan)
        func add(_ piece: Piece, _ ring: [CityPoint]) {
            parent[piece] = piece
            pieces.append((piece, squareMetres(ring), middle(ring), isAtBorder))
        }
        if kind.isWater {
            for north in [false, true] where plan.partition.owner(i, j, north: north) == ward {
                add(.half(i, j, isNorth: north), block.half(north: north))
            }
        }
        if kind == .deepTown, plan.isAlleyOpen(i, j), plan.partition.owner(i, j, north: true) == ward {
            add(.alley(i, j), block.lot(ParcelIdentity.alleyRow, 0).ring)
        }
        for street in [Street.south, .west, .crossing]
        where plan.owner(street, i, j) == ward && plan.isOpen(street, i, j) {
            add(.street(street, i, j), shapes.ring(of: street, i, j, plan: plan))
        }
    }

    private func isAtBorder(_ i: Int, _ j: Int, ward: Int, plan: CityPlan) -> Bool {
        for di in -1...1 {
            for dj in -1...1 {
                for north in [false, true] where plan.partition.owner(i + di, j + dj, north: north) != ward {
                    return true
                }
            }
        }
        return false
    }

    private mutating func root(_ piece: Piece) -> Piece {
        var at = piece
        while let up = parent[at], up != at { at = up }
        parent[piece] = at
        return at
    }

    /// The stretches in the order of their first pieces. Defects on their shores are not counted in their areas.
    mutating func stretches(plan: CityPlan) -> [OpenStretch] {
        var beyond: [(piece: Piece, other: Piece)] = []
        for (piece, _, _, _) in pieces {
            for neighbour in neighbours(of: piece) {
                if parent[neighbour] != nil {
                    parent[root(piece)] = root(neighbour)
                } else if isOpen(neighbour, plan: plan) {
                    beyond.append((piece, neighbour))
                }
            }
        }
        var stretches: [OpenStretch] = []
        var index: [Piece: Int] = [:]
        for (piece, area, at, isAtBorder) in pieces {
            let root = root(piece)
            let k = index[root] ?? stretches.count
            if k == stretches.count {
                index[root] = k
                stretches.append(OpenStretch(areaSquareMetres: 0, at: at, largestPiece: 0))
            }
            stretches[k].areaSquareMetres += area
            if area > stretches[k].largestPiece { (stretches[k].largestPiece, stretches[k].at) = (area, at) }
            if isAtBorder { stretches[k].border.append(piece.identity) }
        }
        for (piece, other) in beyond {
            if let k = index[root(piece)] { stretches[k].beyond.append(other.identity) }
        }
        return stretches
    }

    /// Each pair of pieces that share a side is named from one of the two.
    private func neighbours(of piece: Piece) -> [Piece] {
        switch piece {
        case .half(let i, let j, let isNorth):
            [
                .half(i, j, isNorth: !isNorth), .street(.south, i, isNorth ? j + 1 : j), .street(.west, i, j),
                .street(.west, i + 1, j),
            ]
        case .alley(let i, let j): [.street(.west, i, j), .street(.west, i + 1, j)]
        case .street(.south, let i, let j): [.street(.crossing, i, j), .street(.crossing, i + 1, j)]
        case .street(.west, let i, let j): [.street(.crossing, i, j), .street(.crossing, i, j + 1)]
        case .street(.crossing, _, _): []
        }
    }

    /// Whether a piece of another ward is uncovered.
    private func isOpen(_ piece: Piece, plan: CityPlan) -> Bool {
        switch piece {
        case .half: true
        case .alley(let i, let j): plan.isAlleyOpen(i, j)
        case .street(let street, let i, let j): plan.owner(street, i, j) != nil && plan.isOpen(street, i, j)
        }
    }
}
