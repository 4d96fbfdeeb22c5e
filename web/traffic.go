package web

import (
	"context"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/netip"
	"runtime"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/sync/semaphore"
	"golang.org/x/time/rate"
)

// Traffic bounds the work that visitors can cause.
type Traffic struct {
	Burst     int           // uploads that an address may send at once; 0 means 300: a class behind one address, a folder by a script
	Every     time.Duration // in which it may send one more; 0 means a second
	Forget    time.Duration // after which an idle address is forgotten; 0 means 5 minutes
	Addresses int           // known at once; 0 means 20,000
	Reading   int           // documents read at once; 0 means two for each processor
	Queue     int           // documents that wait for a place among them; 0 means eight for each processor
	Wait      time.Duration // for such a place; 0 means 5 seconds
}

func (t *Traffic) setDefaults() {
	if t.Burst == 0 {
		t.Burst = 300
	}
	if t.Every == 0 {
		t.Every = time.Second
	}
	if t.Forget == 0 {
		t.Forget = 5 * time.Minute
	}
	if t.Addresses == 0 {
		t.Addresses = 20_000
	}
	if t.Reading == 0 {
		t.Reading = 2 * runtime.GOMAXPROCS(0)
	}
	if t.Queue == 0 {
		t.Queue = 8 * runtime.GOMAXPROCS(0)
	}
	if t.Wait == 0 {
		t.Wait = 5 * time.Second
	}
}

// visitors counts the uploads of each address. It keeps two generations, so
// that forgetting takes no time of its own: an address that comes again moves
// to the younger one, and the older one goes as a whole.
type visitors struct {
	Traffic
	mu           sync.Mutex
	young, older map[netip.Prefix]*rate.Limiter
	turned       time.Time // when the generations last changed
}

func newVisitors(t Traffic) *visitors {
	return &visitors{Traffic: t, young: map[netip.Prefix]*rate.Limiter{}}
}

// take counts an upload. If there are too many it is not counted, and take
// returns how long to wait before the next; else 0.
func (v *visitors) take(from netip.Prefix, now time.Time) time.Duration {
	v.mu.Lock()
	defer v.mu.Unlock()
	r := v.limiter(from, now).ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

func (v *visitors) limiter(from netip.Prefix, now time.Time) *rate.Limiter {
	if now.Sub(v.turned) >= v.Forget || len(v.young) >= max(v.Addresses/2, 1) {
		v.young, v.older = map[netip.Prefix]*rate.Limiter{}, v.young
		v.turned = now
	}
	l := v.young[from]
	if l == nil {
		l = v.older[from]
		delete(v.older, from)
	}
	if l == nil {
		l = rate.NewLimiter(rate.Every(v.Every), v.Burst)
	}
	v.young[from] = l
	return l
}

// network returns what counts as one address: of IPv6 the network that a
// household or a server is given.
func network(addr netip.Addr) netip.Prefix {
	addr = addr.Unmap().WithZone("")
	bits := addr.BitLen()
	if addr.Is6() {
		bits = 64
	}
	p, err := addr.Prefix(bits)
	if err != nil {
		return netip.Prefix{} // no address: all of these count as one
	}
	return p
}

// sender returns the network of whom a request comes from.
func sender(c *gin.Context) netip.Prefix {
	addr, _ := netip.ParseAddr(c.ClientIP()) // the zero address if it is none
	return network(addr)
}

// limitUploads refuses the uploads of an address that has sent too many.
func (s *Server) limitUploads(c *gin.Context) {
	wait := s.visitors.take(sender(c), time.Now())
	if wait == 0 {
		return
	}
	// A browser shows our answer only if it could send its request to the end.
	s.limitBody(c.Request)
	_, _ = io.Copy(io.Discard, c.Request.Body) // whether it ends well or not, the answer is the same
	s.fail(c, tooMany(wait))
	c.Abort()
}

// reading waits for a place among the documents being read, unless too many
// wait already, and returns what gives it back.
func (s *Server) reading(ctx context.Context) (done func(), err error) {
	if s.places.TryAcquire(1) {
		s.metrics.waited.Observe(0)
		return func() { s.places.Release(1) }, nil
	}
	defer s.waiting.Add(-1)
	if s.waiting.Add(1) > int64(s.Traffic.Queue) {
		return nil, errBusy
	}
	ctx, cancel := context.WithTimeout(ctx, s.Traffic.Wait)
	defer cancel()
	if err := s.metrics.wait(ctx, func(ctx context.Context) error { return s.places.Acquire(ctx, 1) }); err != nil {
		return nil, errBusy
	}
	return func() { s.places.Release(1) }, nil
}

func newPlaces(t Traffic) *semaphore.Weighted { return semaphore.NewWeighted(int64(t.Reading)) }

// busyRetry is when to come back if all places are taken; a document takes a
// second or two at most.
const busyRetry = 5 * time.Second

var errBusy = &problem{
	status: http.StatusServiceUnavailable, code: "busy", title: "We are busy for a moment",
	detail: "More resumes are being read than we can read at once. Nothing is wrong with yours, and nothing of it was kept.",
	fix:    "Send it again in a few seconds.", retry: busyRetry,
}

func tooMany(wait time.Duration) error {
	return &problem{
		status: http.StatusTooManyRequests, code: "too-many", title: "That was a lot at once",
		detail: "More came from your address than we read for one address in so short a time. Others who share your connection count as well.",
		fix:    fmt.Sprintf("Wait %s, then send it again.", plural(seconds(wait), "second")),
		retry:  wait,
	}
}

// seconds rounds up, so that who waits that long has waited long enough.
func seconds(d time.Duration) int { return int(math.Ceil(d.Seconds())) }
