package parser

// tableRow is what a row of a table holds.
type tableRow struct {
	paragraphs []paragraph
	height     float64 // points, estimated
}

// table reads a table row by row, cell by cell.
func (s *story) table(n *node, at place) []tableRow {
	s.tables++
	tblPr := n.first("tblPr")
	at.table = tblPr.val("tblStyle")
	at.shaded = at.shaded || fills(tblPr.first("shd"))
	at.tinted = at.tinted || at.shaded || s.styles.tints(at.table)
	if at.part == PartBody {
		at.part = PartTable
	}
	rows, grid := tableRows(n), gridColumns(n)
	base := cell{table: s.tables, rows: len(rows), cols: len(grid), parent: at.cell}
	var cells []*cell
	var out []tableRow
	for i, tr := range rows {
		if tr.child("trPr", "del") != nil {
			continue
		}
		base.row = i
		var row tableRow
		for _, c := range rowCells(tr, &base) {
			cells = append(cells, c.cell)
			text := s.cell(c, at)
			row.paragraphs = append(row.paragraphs, text...)
			row.height = max(row.height, stackHeight(text, gridWidth(grid, c.cell)))
		}
		out = append(out, row)
	}
	for _, c := range cells {
		c.cols = base.cols
	}
	return out
}

// rowCell is a cell and where it stands.
type rowCell struct {
	node *node
	cell *cell
}

// rowCells returns the cells of a row that show something: one that is merged
// into the cell above it does not. It widens base to the columns that the row
// needs beyond the grid.
func rowCells(tr *node, base *cell) []rowCell {
	var cells []rowCell
	col := int(tr.child("trPr", "gridBefore").number("val"))
	for _, tc := range flatten(tr.kids) {
		if tc.name != "tc" {
			continue
		}
		tcPr := tc.first("tcPr")
		c := *base
		c.col, c.span = col, max(1, int(tcPr.first("gridSpan").number("val")))
		col += c.span
		base.cols = max(base.cols, col)
		if merge := tcPr.first("vMerge"); merge == nil || merge.attr("val") == "restart" {
			cells = append(cells, rowCell{tc, &c})
		}
	}
	return cells
}

func (s *story) cell(c rowCell, at place) []paragraph {
	at.cell = c.cell
	at.shaded = at.shaded || fills(c.node.child("tcPr", "shd"))
	at.tinted = at.tinted || at.shaded
	s.gap = 0
	return s.blocks(c.node.kids, at)
}

// tableRows returns the rows, whatever wraps them.
func tableRows(n *node) []*node {
	var rows []*node
	for _, k := range flatten(n.kids) {
		if k.name == "tr" {
			rows = append(rows, k)
		}
	}
	return rows
}

// gridColumns returns the widths of the grid's columns in points.
func gridColumns(n *node) []float64 {
	var widths []float64
	for _, c := range n.first("tblGrid").all("gridCol") {
		widths = append(widths, twips(c, "w", 0))
	}
	return widths
}

func gridWidth(grid []float64, c *cell) float64 {
	width := 0.0
	for i := c.col; i < c.col+c.span && i < len(grid); i++ {
		width += grid[i]
	}
	return width
}

// stackHeight estimates the height of paragraphs that stand one below the other.
func stackHeight(paragraphs []paragraph, width float64) float64 {
	h := 0.0
	for _, p := range paragraphs {
		h += p.before + textHeight(p.text, p.size, width-p.indent)
	}
	return h
}
