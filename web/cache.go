package web

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"net/netip"
	"sync"
	"time"
)

// judged finds the live report on the same bytes, role and posting, so that who
// sends them again need not wait. It holds ids alone: a judgement lives where its
// report does and goes with it. Its sums are keyed and know the sender's network,
// so that nobody learns, not by the time of an answer either, what others have sent.
type judged struct {
	key  []byte
	ttl  time.Duration // after which a report is gone in any case
	most int           // ids of one generation

	mu           sync.Mutex
	young, older map[[sha256.Size]byte]string
	turned       time.Time // when the generations last changed
}

func newJudged(ttl time.Duration, most int) *judged {
	j := &judged{key: make([]byte, sha256.Size), ttl: ttl, most: most, young: map[[sha256.Size]byte]string{}}
	_, _ = rand.Read(j.key) // never fails
	return j
}

// sum stands for all that a report follows from, and for whom it is made.
func (j *judged) sum(sender netip.Prefix, u upload) (sum [sha256.Size]byte) {
	h := hmac.New(sha256.New, j.key)
	for _, part := range [][]byte{[]byte(sender.String()), []byte(u.Name), []byte(u.Role), []byte(u.Job), u.Posting, u.Data} {
		_ = binary.Write(h, binary.BigEndian, int64(len(part)))
		h.Write(part)
	}
	h.Sum(sum[:0])
	return sum
}

// id returns the id of the last report on a sum, "" if none is known. It may
// have gone since.
func (j *judged) id(sum [sha256.Size]byte) string {
	j.mu.Lock()
	defer j.mu.Unlock()
	if id, ok := j.young[sum]; ok {
		return id
	}
	return j.older[sum]
}

func (j *judged) add(sum [sha256.Size]byte, id string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.young) >= j.most || time.Since(j.turned) > j.ttl {
		j.young, j.older = map[[sha256.Size]byte]string{}, j.young
		j.turned = time.Now()
	}
	j.young[sum] = id
}
