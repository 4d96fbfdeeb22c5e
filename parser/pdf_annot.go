package parser

// Annotations: links, and the text of form fields and typed notes, which
// stands on the page but not in its content.

const (
	annotHidden = 1 << 1
	annotNoView = 1 << 5
)

func (d *pdfDocument) readAnnotations(annots pdfValue, p *painter, base matrix) {
	for i := range min(annots.Len(), maxLinks) {
		_ = d.guard(func() { d.readAnnotation(annots.Index(i), p, base) })
	}
}

func (d *pdfDocument) readAnnotation(a pdfValue, p *painter, base matrix) {
	rect, ok := rectangle(a.Key("Rect"))
	if !ok || a.Key("F").Int64()&(annotHidden|annotNoView) != 0 {
		return
	}
	switch a.Key("Subtype").Name() {
	case "Link":
		if url := stringText(a.Key("A").Key("URI")); url != "" {
			p.page.links = append(p.page.links, rawLink{url, base.box(rect)})
		}
	case "Widget", "FreeText", "Stamp":
		p.appearance(a, rect, base)
	}
}

// appearance draws the form that an annotation shows, fitted into rect.
func (p *painter) appearance(a pdfValue, rect Box, base matrix) {
	form := a.Key("AP").Key("N")
	if form.Kind() != pdfStream {
		form = form.Key(a.Key("AS").Name())
	}
	box, ok := rectangle(form.Key("BBox"))
	if form.Kind() != pdfStream || !ok {
		return
	}
	box = formMatrix(form).box(box)
	w, h := box.Right-box.Left, box.Bottom-box.Top
	if w <= 0 || h <= 0 {
		return
	}
	sx, sy := (rect.Right-rect.Left)/w, (rect.Top-rect.Bottom)/h
	fit := matrix{sx, 0, 0, sy, rect.Left - box.Left*sx, rect.Bottom - box.Top*sy}
	p.g = graphics{ctm: fit.times(base), lineWidth: 1, stretch: 1}
	p.saved, p.marks = nil, nil
	p.runForm(form, newResources(pdfValue{}), 1)
}
