package parser

import (
	"cmp"
	"slices"
	"strings"
)

// textBox is the text of a shape, with its place as the file gives it.
type textBox struct {
	content    *node // txbxContent
	frame      Box   // points, from what horizontal and vertical name
	inline     bool  // stands in the line like a letter
	horizontal anchor
	vertical   anchor
	toRight    bool // at the right edge of what it is measured from
	clears     bool // text stops above it and goes on below
	grouped    bool // in a group of shapes
	after      bool // text of its paragraph comes before its anchor
}

// anchor is what a floating shape's place is measured from.
type anchor int

const (
	fromText   anchor = iota // the column, and the paragraph of the anchor
	fromMargin               // the page's area of text
	fromPage                 // the page's edge
)

func anchorFrom(name string) anchor {
	switch name {
	case "page", "leftMargin", "topMargin", "left-margin-area", "top-margin-area":
		return fromPage
	case "margin", "rightMargin", "bottomMargin", "insideMargin", "outsideMargin":
		return fromMargin
	}
	return fromText
}

// emu is the number of DrawingML's units in a point.
const emu = 12700

// textBoxes returns the boxes with text of a w:drawing, w:pict or w:object.
func textBoxes(n *node) []textBox {
	var boxes []textBox
	for _, k := range n.kids {
		switch k.name {
		case "anchor", "inline":
			boxes = append(boxes, drawingBoxes(k)...)
		case "AlternateContent":
			boxes = append(boxes, textBoxes(alternative(k))...)
		default:
			boxes = append(boxes, vmlBoxes(k)...)
		}
	}
	return boxes
}

// alternative returns the one of the copies of a content that is to be read:
// the first that holds text, else the first.
func alternative(n *node) *node {
	for _, k := range n.kids {
		if k.find("t") != nil || k.find("txbxContent") != nil {
			return k
		}
	}
	if len(n.kids) == 0 {
		return n
	}
	return n.kids[0]
}

// scale maps the coordinates of a group to points.
type scale struct{ x, y, dx, dy float64 }

func (s scale) box(x, y, w, h float64) Box {
	return Box{Left: x*s.x + s.dx, Top: y*s.y + s.dy, Right: (x+w)*s.x + s.dx, Bottom: (y+h)*s.y + s.dy}
}

// within returns the scale of a group that fills frame and counts its inside
// from x, y over w by h.
func within(frame Box, x, y, w, h float64) scale {
	s := scale{x: 1, y: 1}
	if w > 0 && h > 0 {
		s.x, s.y = (frame.Right-frame.Left)/w, (frame.Bottom-frame.Top)/h
	}
	s.dx, s.dy = frame.Left-x*s.x, frame.Top-y*s.y
	return s
}

// drawingBoxes reads wp:anchor or wp:inline.
func drawingBoxes(n *node) []textBox {
	extent := n.first("extent")
	w, h := extent.number("cx")/emu, extent.number("cy")/emu
	base := textBox{inline: n.name == "inline", clears: n.first("wrapTopAndBottom") != nil}
	ph, pv := n.first("positionH"), n.first("positionV")
	base.horizontal, base.vertical = anchorFrom(ph.attr("relativeFrom")), anchorFrom(pv.attr("relativeFrom"))
	base.toRight = ph.first("align") != nil && strings.TrimSpace(ph.first("align").text) == "right"
	x, y := offset(ph), offset(pv)
	base.frame = Box{Left: x, Top: y, Right: x + w, Bottom: y + h}
	return drawingShapes(n.child("graphic", "graphicData"), base.frame, nil, base)
}

func offset(position *node) float64 {
	o := position.first("posOffset")
	if o == nil {
		return 0
	}
	return measure(strings.TrimSpace(o.text)) / emu
}

// drawingShapes collects the boxes below n. frame is the place of the innermost
// group or of the whole drawing; group maps into it, nil outside groups.
func drawingShapes(n *node, frame Box, group *scale, base textBox) []textBox {
	if n == nil {
		return nil
	}
	var boxes []textBox
	for _, k := range n.kids {
		place := frame
		xfrm := k.child("spPr", "xfrm")
		if k.name == "wgp" || k.name == "grpSp" {
			xfrm = k.child("grpSpPr", "xfrm")
		}
		off, ext := xfrm.first("off"), xfrm.first("ext")
		if group != nil && off != nil && ext != nil {
			place = group.box(off.number("x"), off.number("y"), ext.number("cx"), ext.number("cy"))
		}
		switch k.name {
		case "wgp", "grpSp":
			from, size := xfrm.first("chOff"), xfrm.first("chExt")
			inner := within(place, from.number("x"), from.number("y"), size.number("cx"), size.number("cy"))
			member := base
			member.grouped = true
			boxes = append(boxes, drawingShapes(k, place, &inner, member)...)
		case "AlternateContent":
			boxes = append(boxes, drawingShapes(alternative(k), frame, group, base)...)
		case "txbxContent":
			base.content, base.frame = k, frame
			boxes = append(boxes, base)
		default:
			boxes = append(boxes, drawingShapes(k, place, group, base)...)
		}
	}
	return boxes
}

// vmlBoxes reads a shape of the drawings of Word before 2010, which Word still
// writes in compatibility mode and PDF converters always.
func vmlBoxes(n *node) []textBox {
	style := vmlStyle(n)
	x, y := points(style["margin-left"])+points(style["left"]), points(style["margin-top"])+points(style["top"])
	frame := Box{Left: x, Top: y, Right: x + points(style["width"]), Bottom: y + points(style["height"])}
	base := textBox{
		inline:     style["position"] != "absolute" && style["position"] != "relative",
		horizontal: anchorFrom(style["mso-position-horizontal-relative"]),
		vertical:   anchorFrom(style["mso-position-vertical-relative"]),
		toRight:    style["mso-position-horizontal"] == "right",
		clears:     n.child("wrap").attr("type") == "topAndBottom",
	}
	return vmlShapes(n, frame, base)
}

func vmlShapes(n *node, frame Box, base textBox) []textBox {
	inner := scale{x: 1, y: 1}
	if n.name == "group" {
		base.grouped = true
		x, y := pair(n.attr("coordorigin"), 0)
		w, h := pair(n.attr("coordsize"), 1000)
		inner = within(frame, x, y, w, h)
	}
	var boxes []textBox
	for _, k := range n.kids {
		place := frame
		if n.name == "group" {
			s := vmlStyle(k)
			place = inner.box(points(s["left"]), points(s["top"]), points(s["width"]), points(s["height"]))
		}
		switch k.name {
		case "txbxContent":
			base.content, base.frame = k, frame
			boxes = append(boxes, base)
		case "textpath":
			if !strings.Contains(strings.ToLower(n.attr("id")), "watermark") {
				base.content, base.frame = plainContent(k.attr("string")), frame
				boxes = append(boxes, base)
			}
		case "AlternateContent":
			boxes = append(boxes, vmlShapes(alternative(k), frame, base)...)
		default:
			boxes = append(boxes, vmlShapes(k, place, base)...)
		}
	}
	return boxes
}

// plainContent returns text, such as that of a WordArt, as a text box holds it.
func plainContent(text string) *node {
	run := &node{name: "r", kids: []*node{{name: "t", text: text}}}
	return &node{name: "txbxContent", kids: []*node{{name: "p", kids: []*node{run}}}}
}

// vmlStyle reads the style attribute, which is written as in CSS.
func vmlStyle(n *node) map[string]string {
	style := map[string]string{}
	for decl := range strings.SplitSeq(n.attr("style"), ";") {
		if name, value, ok := strings.Cut(decl, ":"); ok {
			style[strings.TrimSpace(name)] = strings.TrimSpace(value)
		}
	}
	return style
}

// points returns a CSS length in points; a bare number stays as it is.
func points(length string) float64 {
	number := strings.TrimRight(length, "abcdefghijklmnopqrstuvwxyz%")
	v := measure(number)
	switch length[len(number):] {
	case "in":
		return v * 72
	case "cm":
		return v * 72 / 2.54
	case "mm":
		return v * 72 / 25.4
	case "px":
		return v * 0.75
	}
	return v
}

// pair reads "x,y".
func pair(s string, unset float64) (float64, float64) {
	a, b, ok := strings.Cut(s, ",")
	if !ok {
		return unset, unset
	}
	return points(strings.TrimSpace(a)), points(strings.TrimSpace(b))
}

// sortBoxes puts boxes as a reader takes them: from top to bottom, and from left
// to right where they stand side by side.
func sortBoxes(boxes []textBox) {
	const sameRow = 6 // points
	slices.SortStableFunc(boxes, func(a, b textBox) int { return cmp.Compare(a.frame.Top, b.frame.Top) })
	for start := 0; start < len(boxes); {
		end := start + 1
		for end < len(boxes) && boxes[end].frame.Top-boxes[start].frame.Top < sameRow {
			end++
		}
		slices.SortStableFunc(boxes[start:end], func(a, b textBox) int { return cmp.Compare(a.frame.Left, b.frame.Left) })
		start = end
	}
}
