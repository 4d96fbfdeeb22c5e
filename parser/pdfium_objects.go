package parser

import (
	"encoding/binary"
	"math"
	"slices"
)

// What stands on a page beside its text: rules, pictures, painted grounds, links.

// Kinds of page objects and of path segments in pdfium.
const (
	objectText    = 1
	objectPath    = 2
	objectImage   = 3
	objectShading = 4
	objectForm    = 5

	segmentLine   = 0
	segmentBezier = 1
	segmentMove   = 2
)

const (
	maxObjectsDrawn = 200_000 // of all pages together
	maxSegments     = 2_000   // of a path; longer ones are drawings
	maxGrounds      = 2_000   // of a page
)

// readObjects reads what is drawn on a page.
func (r *pageReader) readObjects(handle uint64, base matrix, page *rawPage) {
	r.orders = map[uint64]int{}
	r.objectsOf("FPDFPage", handle, base, page, 0)
}

// objectsOf reads the objects of a page or a form.
func (r *pageReader) objectsOf(owner string, handle uint64, base matrix, page *rawPage, depth int) {
	for i := range uint64(max(int32(r.call(owner+"_CountObjects", handle)), 0)) {
		if n := r.queue.objects.Add(1); n > maxObjectsDrawn || n%timeCheck == 0 && !r.inTime() {
			return
		}
		object := r.call(owner+"_GetObject", handle, i)
		switch r.call("FPDFPageObj_GetType", object) {
		case objectText:
			r.orders[object] = len(r.orders) + len(page.grounds) + 1
		case objectPath:
			r.readPath(object, base, page)
		case objectImage:
			page.pictures++
			r.readGround(object, base, page, "", false)
		case objectShading:
			r.readGround(object, base, page, "", false)
		case objectForm:
			if depth < min(r.limits.Depth, maxNesting) {
				r.objectsOf("FPDFFormObj", object, r.objectMatrix(object).times(base), page, depth+1)
			}
		}
	}
}

func (r *pageReader) objectMatrix(object uint64) matrix {
	if r.call("FPDFPageObj_GetMatrix", object, r.scratch) == 0 {
		return identity
	}
	return r.matrixAt()
}

// readGround keeps an object on which text may stand.
func (r *pageReader) readGround(object uint64, base matrix, page *rawPage, color string, solid bool) {
	s := r.scratch
	if len(page.grounds) >= maxGrounds || r.call("FPDFPageObj_GetBounds", object, s, s+4, s+8, s+12) == 0 {
		return
	}
	f := r.floats(4) // left, bottom, right, top
	box := base.box(Box{f[0], f[1], f[2], f[3]})
	if box.Right-box.Left > ruleThick && box.Bottom-box.Top > ruleThick {
		order := len(r.orders) + len(page.grounds) + 1
		if solid {
			box, solid = r.clipped(object, base, box)
		}
		page.grounds = append(page.grounds, ground{box, color, order, solid})
	}
}

const maxClips = 8 // paths that clip an object

// clipped returns what the clip paths of an object leave of a box, as far as
// their boxes say, and whether that is known.
func (r *pageReader) clipped(object uint64, base matrix, box Box) (Box, bool) {
	clip := r.call("FPDFPageObj_GetClipPath", object)
	paths := int32(r.call("FPDFClipPath_CountPaths", clip))
	if paths > maxClips {
		return box, false
	}
	for path := range uint64(max(paths, 0)) {
		within := Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
		segments := int32(r.call("FPDFClipPath_CountPathSegments", clip, path))
		if segments > maxSegments {
			return box, false
		}
		for i := range uint64(max(segments, 0)) {
			segment := r.call("FPDFClipPath_GetPathSegment", clip, path, i)
			if r.call("FPDFPathSegment_GetPoint", segment, r.scratch, r.scratch+4) == 0 {
				return box, false
			}
			at := r.floats(2)
			x, y := base.apply(at[0], at[1])
			within = Box{min(within.Left, x), min(within.Top, y), max(within.Right, x), max(within.Bottom, y)}
		}
		box = Box{max(box.Left, within.Left), max(box.Top, within.Top), min(box.Right, within.Right), min(box.Bottom, within.Bottom)}
	}
	return box, true
}

// readPath keeps the rules and the grounds that a path draws.
func (r *pageReader) readPath(object uint64, base matrix, page *rawPage) {
	s := r.scratch
	if r.call("FPDFPath_GetDrawMode", object, s, s+4) == 0 {
		return
	}
	mode := r.guest.read(s, 8)
	fill, stroke := binary.LittleEndian.Uint32(mode) != 0, binary.LittleEndian.Uint32(mode[4:]) != 0
	if !fill && !stroke {
		return
	}
	segments := int32(r.call("FPDFPath_CountSegments", object))
	if fill {
		color, opaque := r.color("FPDFPageObj_GetFillColor", object)
		rectangle := segments == 4 || segments == 5
		r.readGround(object, base, page, color, opaque && rectangle && r.call("FPDFPageObj_HasTransparency", object) == 0)
	}
	if segments > maxSegments {
		return
	}
	p := painter{page: page, g: graphics{ctm: r.objectMatrix(object).times(base), lineWidth: 1}}
	r.tracePath(object, uint64(max(segments, 0)), &p)
	if stroke {
		if r.call("FPDFPageObj_GetStrokeWidth", object, s) != 0 {
			p.g.lineWidth = r.floats(1)[0]
		}
		p.stroke()
		return
	}
	p.fill()
}

// tracePath draws the segments of a path with p.
func (r *pageReader) tracePath(object, segments uint64, p *painter) {
	s := r.scratch
	for i := range segments {
		segment := r.call("FPDFPath_GetPathSegment", object, i)
		if r.call("FPDFPathSegment_GetPoint", segment, s, s+4) == 0 {
			return
		}
		at := r.floats(2)
		x, y := p.g.ctm.apply(at[0], at[1])
		switch r.call("FPDFPathSegment_GetType", segment) {
		case segmentMove:
			p.path.moveTo(x, y)
		case segmentLine:
			p.path.lineTo(x, y)
		case segmentBezier:
			p.path.curveTo(x, y)
		}
		if r.call("FPDFPathSegment_GetClose", segment) != 0 {
			p.path.close()
		}
	}
}

// readLinks reads the hyperlinks of a page.
func (r *pageReader) readLinks(handle uint64, base matrix, page *rawPage) {
	s := r.scratch
	start := s + 4
	r.setInt(start, 0)
	for range maxLinks {
		if r.call("FPDFLink_Enumerate", handle, start, s) == 0 {
			return
		}
		position := r.guest.read(s, 8)
		link, next := binary.LittleEndian.Uint32(position), binary.LittleEndian.Uint32(position[4:])
		if url := r.linkTarget(uint64(link)); url != "" && r.call("FPDFLink_GetAnnotRect", uint64(link), s) != 0 {
			page.links = append(page.links, rawLink{url, base.box(r.rect())})
		}
		r.setInt(start, next)
	}
}

func (r *pageReader) setInt(address uint64, v uint32) {
	var data [4]byte
	binary.LittleEndian.PutUint32(data[:], v)
	r.memory.Write(uint32(address), data[:])
}

func (r *pageReader) linkTarget(link uint64) string {
	action := r.call("FPDFLink_GetAction", link)
	if action == 0 {
		return ""
	}
	return r.text(func(buffer, size uint64) uint64 {
		return r.call("FPDFAction_GetURIPath", r.document, action, buffer, size)
	}, false)
}

// The colors and sizes that a person does not see.
const (
	paleness  = 0.93 // lightness from which a color is white on paper
	tinySize  = 2.5  // points
	offMargin = 1.0  // points by which text may stand out of a page
)

// markHidden notes which words cannot be seen on the page, and why.
func (p *rawPage) markHidden() {
	for i := range p.words {
		w := &p.words[i]
		switch {
		case w.Invisible:
			w.hidden = hiddenInk
		case w.Box.Right < -offMargin || w.Box.Bottom < -offMargin || w.Box.Left > p.width+offMargin || w.Box.Top > p.height+offMargin:
			w.hidden = hiddenOffPage
		case w.Size < tinySize:
			w.hidden = hiddenTiny
		case p.paintedOver(w):
			w.hidden = hiddenUnder
		case w.Color != "" && math.Abs(lightness(w.Color)-p.groundOf(w)) < 1-paleness:
			w.hidden = hiddenColor
		}
	}
}

// unseen reports whether most letters of the line are hidden.
func (l *Line) unseen() bool {
	letters, hidden := 0, 0
	for _, w := range l.Words {
		n := letterCount(w.Text)
		letters += n
		if w.hidden != seen {
			hidden += n
		}
	}
	return 2*hidden > letters
}

// scanned reports whether the page is a picture with its text under it.
func (p *rawPage) scanned() bool {
	n := 0
	for _, w := range p.words {
		if w.hidden == hiddenInk {
			n++
		}
	}
	return p.pictures > 0 && float64(n) >= scanShare*float64(len(p.words))
}

// paintedOver reports whether a rectangle is painted over the middle of a word.
func (p *rawPage) paintedOver(w *Word) bool {
	return w.order > 0 && slices.ContainsFunc(p.grounds, func(g ground) bool { return g.solid && g.order > w.order && g.holds(w.Box) })
}

// holds reports whether the middle of a box lies on the ground.
func (g *ground) holds(b Box) bool {
	x, y := (b.Left+b.Right)/2, (b.Top+b.Bottom)/2
	return x >= g.box.Left && x <= g.box.Right && y >= g.box.Top && y <= g.box.Bottom
}

// groundOf returns the lightness of what is painted under a word, 1 for paper;
// under pictures and shadings it is not known, which is -1.
func (p *rawPage) groundOf(w *Word) float64 {
	light := 1.0
	for _, g := range p.grounds {
		if !g.holds(w.Box) || w.order > 0 && g.order > w.order {
			continue
		}
		if light = -1; g.color != "" {
			light = lightness(g.color)
		}
	}
	return light
}

// lightness returns how light a color RRGGBB is, 0 for black and 1 for white.
func lightness(color string) float64 {
	weights := [3]float64{0.299, 0.587, 0.114}
	sum := 0.0
	for i, w := range weights {
		sum += w * float64(hexByte(color[2*i])<<4|hexByte(color[2*i+1])) / 255
	}
	return sum
}

func hexByte(c byte) int {
	if c >= 'A' {
		return int(c-'A') + 10
	}
	return int(c - '0')
}
