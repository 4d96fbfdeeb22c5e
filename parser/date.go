package parser

import "fmt"

// Date is a month, a year, the present, or (the zero Date) nothing.
type Date struct {
	Year    int
	Month   int // 0 where the document gives none
	Present bool
}

// IsZero reports whether the document gives no date.
func (d Date) IsZero() bool { return d == Date{} }

// String returns YYYY-MM, YYYY, "present" or "".
func (d Date) String() string {
	switch {
	case d.Present:
		return "present"
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	}
	return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
}
