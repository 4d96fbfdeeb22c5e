package parser

// tableRow is what a row of a table holds.
type tableRow struct {
	paragraphs []paragraph
	height     float64 // points, estimated
}

// table reads a table row by row, cell by cell. A cell that is merged into the
// one above it gives nothing.
func (s *story) table(n *node, at place) []tableRow {
	s.tables++
	number := s.tables
	rows := tableRows(n)
	grid := gridColumns(n)
	tblPr := n.first("tblPr")
	styled := tblPr.val("tblStyle")
	tinted := at.tinted || s.styles.tints(styled)
	var out []tableRow
	var cells []*cell
	cols := len(grid)
	for i, tr := range rows {
		if tr.child("trPr", "del") != nil {
			continue
		}
		var row tableRow
		col := int(tr.child("trPr", "gridBefore").number("val"))
		for _, tc := range flatten(tr.kids) {
			if tc.name != "tc" {
				continue
			}
			tcPr := tc.first("tcPr")
			span := max(1, int(tcPr.first("gridSpan").number("val")))
			c := &cell{table: number, row: i, col: col, rows: len(rows), span: span, parent: at.cell}
			if col += span; col > cols {
				cols = col
			}
			if merge := tcPr.first("vMerge"); merge != nil && merge.attr("val") != "restart" {
				continue
			}
			cells = append(cells, c)
			in := place{part: at.part, cell: c, table: styled, box: at.box, columns: at.columns}
			in.shaded = at.shaded || fills(tblPr.first("shd")) || fills(tcPr.first("shd"))
			in.tinted = tinted || in.shaded
			if in.part == PartBody {
				in.part = PartTable
			}
			s.gap = 0
			text := s.blocks(tc.kids, in)
			row.paragraphs = append(row.paragraphs, text...)
			row.height = max(row.height, stackHeight(text, gridWidth(grid, c)))
		}
		out = append(out, row)
	}
	for _, c := range cells {
		c.cols = cols
	}
	return out
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
