//! Where literals stand in a text, at a cost per byte that hardly depends on how many there are.
//!
//! Text is not read byte by byte. At every second or fourth byte (the *stride*) a few bytes (a
//! *gram*) are taken and asked of a bitmap; nearly all of clean text is done with that one
//! question. Every literal has put into the bitmap as many of its grams, one byte apart, as the
//! stride is long, beginning with the first: wherever it stands, exactly one of them begins at a
//! sampled byte. A gram that is known leads to the few literals that have it, and those are compared in full.
//!
//! This is the idea of Karp and Rabin with the text sampled instead of read, as in the multiple
//! string searches of Wu and Manber. An automaton over the same literals takes each byte
//! through a table of megabytes; the bitmap here stays in the processor's first caches.

/// How long grams are, and how far apart text is sampled.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sampling {
    /// In bytes, at most 8.
    gram: usize,
    /// In bytes.
    stride: usize,
}

impl Sampling {
    /// For literals long enough to be rare: eight bytes say nearly everything.
    pub(crate) const LONG: Self = Self { gram: 8, stride: 4 };
    /// For all others.
    pub(crate) const SHORT: Self = Self { gram: 4, stride: 2 };

    /// The shortest literal that is found.
    pub(crate) const fn shortest(self) -> usize {
        self.gram + self.stride - 1
    }

    #[cfg(feature = "compile")]
    pub(crate) const fn gram(self) -> usize {
        self.gram
    }

    #[cfg(feature = "compile")]
    pub(crate) const fn stride(self) -> usize {
        self.stride
    }

    fn mask(self) -> u64 {
        u64::MAX >> (64 - 8 * self.gram)
    }
}

/// A gram of a literal.
#[derive(Debug, Clone, Copy)]
struct Place {
    literal: u32,
    /// How many bytes of the literal stand before the gram.
    offset: u32,
}

/// The grams of a set of literals.
#[derive(Debug)]
pub(super) struct Grams {
    /// One bit for each value of the hash.
    bitmap: Vec<u64>,
    /// How far a product is shifted so that a hash remains.
    shift: u32,
    /// Grams with the end of their run in `places`, found by linear probing. A run begins where
    /// the one before it in the order of `places` ends; an empty slot has an empty run.
    slots: Vec<Slot>,
    places: Vec<Place>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    gram: u64,
    start: u32,
    end: u32,
}

/// An odd number without pattern (the golden ratio), so that all bits of a gram reach the hash.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
/// Bits of the bitmap for each gram: one sampled gram of this many asks for a look that was not needed.
const BITS_A_GRAM: usize = 16;
/// The smallest and the largest bitmap as a power of two, in bits: half a kilobyte, and 128,
/// which stay in the second cache of any processor of today.
const BITMAP: (u32, u32) = (12, 20);

impl Grams {
    /// Prepares for literals, each of which is at least [`Sampling::shortest`] bytes long.
    pub(super) fn new(literals: &[(u32, &[u8])], sampling: Sampling) -> Self {
        let mut grams = Vec::with_capacity(literals.len() * sampling.stride);
        for (literal, text) in literals {
            for offset in 0..sampling.stride {
                let gram = gram_at(text, offset) & sampling.mask();
                grams.push((gram, Place { literal: *literal, offset: offset as u32 }));
            }
        }
        grams.sort_unstable_by_key(|(gram, place)| (*gram, place.literal));

        let wanted = (grams.len() * BITS_A_GRAM).max(1).ilog2() + 1;
        let bits = wanted.clamp(BITMAP.0, BITMAP.1);
        let slots = (grams.len() * 2).next_power_of_two().max(2);
        let mut index = Self {
            bitmap: vec![0; 1 << (bits - 6)],
            shift: 64 - bits,
            slots: vec![Slot::default(); slots],
            places: grams.iter().map(|(_, place)| *place).collect(),
        };
        let mut start = 0;
        for run in grams.chunk_by(|left, right| left.0 == right.0) {
            let end = start + run.len() as u32;
            index.insert(Slot { gram: run[0].0, start, end });
            start = end;
        }
        index
    }

    fn insert(&mut self, slot: Slot) {
        let hash = self.hash(slot.gram);
        self.bitmap[hash >> 6] |= 1 << (hash & 63);
        let last = self.slots.len() - 1;
        let mut at = self.slot(slot.gram);
        while self.slots[at].end > 0 {
            at = (at + 1) & last;
        }
        self.slots[at] = slot;
    }

    fn hash(&self, gram: u64) -> usize {
        (gram.wrapping_mul(MIX) >> self.shift) as usize
    }

    fn slot(&self, gram: u64) -> usize {
        // The low half of the product, so that grams that share a bit do not share a slot.
        (gram.wrapping_mul(MIX) >> 20) as usize & (self.slots.len() - 1)
    }

    /// Whether a gram may be one of these: no means no.
    #[inline(always)]
    pub(super) fn may_hold(&self, gram: u64) -> bool {
        let hash = self.hash(gram);
        self.bitmap.get(hash >> 6).is_some_and(|bits| bits >> (hash & 63) & 1 == 1)
    }

    /// The literals that have this gram, with the bytes that stand before it in each.
    pub(super) fn literals(&self, gram: u64) -> impl Iterator<Item = (u32, usize)> {
        let last = self.slots.len() - 1;
        let mut at = self.slot(gram);
        while self.slots[at].end > 0 && self.slots[at].gram != gram {
            at = (at + 1) & last;
        }
        let run = self.slots[at].start as usize..self.slots[at].end as usize;
        let places = self.places.get(run).unwrap_or_default();
        places.iter().map(|place| (place.literal, place.offset as usize))
    }
}

/// Eight bytes from `at`, zeros behind the end of the text.
fn gram_at(text: &[u8], at: usize) -> u64 {
    let mut bytes = [0; 8];
    for (byte, from) in bytes.iter_mut().zip(text.get(at..).unwrap_or_default()) {
        *byte = *from;
    }
    u64::from_le_bytes(bytes)
}
