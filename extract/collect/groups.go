package collect

import (
	"encoding/binary"
	"encoding/hex"
	"math/bits"
)

// GroupWindow is how many distinct postings a posting is compared with: the
// last ones before it. It bounds the memory of Groups, 50 bytes for each.
const GroupWindow = 1 << 19

// MinAgree is how many bytes of two fingerprints must agree for their texts to
// be the same posting: about 19 in 20 of their runs of words. On 7,874 postings
// with 346 known repetitions it finds 343 of them at 28 and at 30, and at 30
// a third fewer of what only shares a company's page.
const MinAgree = 30

// Groups finds the same posting in other places. A posting joins the group of
// the earlier one that its fingerprint agrees with most, the earliest of
// equals; else it begins a group. Only those that begin one are compared with,
// so that what a posting joins depends on the order of the postings alone.
type Groups struct {
	few   []Fingerprint // the first ones, until there are many
	table *groupTable
}

// fewGroups is how many are compared one by one, before a table is made.
const fewGroups = 256

// Add returns the group of a posting, and whether an earlier one has it. The
// zero fingerprint has none.
func (g *Groups) Add(f Fingerprint) (group string, duplicate bool) {
	if f.IsZero() {
		return "", false
	}
	if same := g.find(&f); same != nil {
		return groupName(same), true
	}
	g.begin(&f)
	return groupName(&f), false
}

func (g *Groups) find(f *Fingerprint) *Fingerprint {
	if g.table != nil {
		return g.table.find(f)
	}
	var best *Fingerprint
	most := MinAgree - 1
	for i := range g.few {
		if n := f.Agree(&g.few[i]); n > most {
			best, most = &g.few[i], n
		}
	}
	return best
}

func (g *Groups) begin(f *Fingerprint) {
	if g.table != nil {
		g.table.add(f)
		return
	}
	if g.few = append(g.few, *f); len(g.few) < fewGroups {
		return
	}
	g.table = newGroupTable()
	for i := range g.few {
		g.table.add(&g.few[i])
	}
	g.few = nil
}

// groupName is short, and as good as unique.
func groupName(f *Fingerprint) string {
	h := uint64(0)
	for i := 0; i < len(f); i += 8 {
		h = mix(h ^ binary.LittleEndian.Uint64(f[i:]))
	}
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], h)
	return hex.EncodeToString(b[:])
}

// A fingerprint is looked up by each of three bands, which cover it. Those that
// agree in MinAgree bytes of 32 differ in two at most, so that one of the bands
// is the same: what is to be found is found.
const (
	bands    = 3
	maxChain = 256 // fingerprints compared for a band, the newest first
)

// band hashes the first, second or third 11 bytes; the last are 10.
func band(f *Fingerprint, i int) uint32 {
	from := 11 * i
	to := min(from+11, len(f))
	head, tail := binary.LittleEndian.Uint64(f[from:]), binary.LittleEndian.Uint64(f[to-8:])
	return uint32(mix(head^bits.RotateLeft64(tail, 29)*0x9E3779B97F4A7C15)) % chains
}

// A groupTable keeps the last GroupWindow fingerprints, chained by the values
// of their bands. All of its memory is taken, and touched, at once: a run of a
// million postings needs no more than one of a thousand.
type groupTable struct {
	prints []Fingerprint   // by number, modulo GroupWindow
	before [][bands]uint32 // the number of the next older one of the same chain
	heads  [bands][]uint32 // the newest of each chain
	n      uint32          // the number of the next, from 1
}

const chains = GroupWindow / 2

func newGroupTable() *groupTable {
	t := &groupTable{prints: make([]Fingerprint, GroupWindow), before: make([][bands]uint32, GroupWindow), n: 1}
	for b := range t.heads {
		t.heads[b] = make([]uint32, chains)
		clear(t.heads[b])
	}
	clear(t.prints) // fresh memory is zero, and not there before it is written to
	clear(t.before)
	return t
}

func (t *groupTable) find(f *Fingerprint) *Fingerprint {
	best, most := uint32(0), MinAgree-1
	for b := range bands {
		at := t.heads[b][band(f, b)]
		for steps := 0; t.holds(at) && steps < maxChain; steps++ {
			if n := f.Agree(&t.prints[at%GroupWindow]); n > most || n == most && best != 0 && at < best {
				best, most = at, n
			}
			at = t.before[at%GroupWindow][b]
		}
	}
	if best == 0 {
		return nil
	}
	return &t.prints[best%GroupWindow]
}

// holds tells whether a number is still in the window.
func (t *groupTable) holds(at uint32) bool { return at != 0 && at < t.n && t.n-at <= GroupWindow }

func (t *groupTable) add(f *Fingerprint) {
	t.prints[t.n%GroupWindow] = *f
	for b := range bands {
		c := band(f, b)
		t.before[t.n%GroupWindow][b] = t.heads[b][c]
		t.heads[b][c] = t.n
	}
	t.n++
}
