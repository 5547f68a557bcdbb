"""The few names of PuLP that plan_pulp.py uses, as plain lists and tuples: what building a model costs at least in Python."""

LpMinimize = 1
LpConstraintLE, LpConstraintEQ, LpConstraintGE = -1, 0, 1
KINDS = {LpConstraintLE: "L", LpConstraintEQ: "E", LpConstraintGE: "G"}


class LpVariable:
    __slots__ = ("name", "lowBound", "upBound")

    def __init__(self, name, low=0):
        self.name, self.lowBound, self.upBound = name, low, None


def LpAffineExpression(terms):
    return terms


def LpConstraint(terms, sense, rhs):
    return terms, sense, rhs


class LpProblem:
    def __init__(self, name, sense):
        self.name, self.sense, self.constraints, self.objective = name, sense, [], []

    def __iadd__(self, constraint):
        self.constraints.append(constraint)
        return self

    def setObjective(self, terms):
        self.objective = terms

    def writeMPS(self, file):
        columns = {}
        for column, cost in self.objective:
            columns.setdefault(column, []).append(("COST", cost))
        for i, (terms, _, _) in enumerate(self.constraints):
            for column, term in terms:
                columns.setdefault(column, []).append((f"r{i}", term))
        with open(file, "w", encoding="ascii") as out:
            out.write(f"NAME {self.name}\nROWS\n N COST\n")
            out.writelines(f" {KINDS[sense]} r{i}\n" for i, (_, sense, _) in enumerate(self.constraints))
            out.write("COLUMNS\n")
            for column, terms in columns.items():
                out.writelines(f" {column.name} {row} {term!r}\n" for row, term in terms)
            out.write("RHS\n")
            out.writelines(f" RHS r{i} {rhs!r}\n" for i, (_, _, rhs) in enumerate(self.constraints) if rhs)
            out.write("BOUNDS\n")
            out.writelines(f" UP BND {column.name} {column.upBound!r}\n" for column in columns if column.upBound is not None)
            out.write("ENDATA\n")
