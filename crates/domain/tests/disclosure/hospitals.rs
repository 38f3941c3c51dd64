//! A nation drawn by a fixed rule: regions, types and sizes as different as those of France.

/// Inhabitants of each region, in thousands.
pub const REGIONS: [u32; 18] = [
    12_300, 8_100, 6_000, 6_000, 6_000, 5_500, 5_100, 3_800, 3_400, 3_300, 2_800, 2_600, 860, 380,
    350, 340, 300, 290,
];
/// By type of establishment: of a hundred, how many are of it, and how many isolates of each it has.
pub const TYPES: [(u32, u32); 8] =
    [(3, 100), (30, 25), (25, 12), (22, 4), (10, 1), (6, 2), (3, 30), (1, 20)];

#[derive(Debug, Clone, Copy)]
pub struct Hospital {
    pub region: usize,
    pub kind: usize,
    /// Relative to others.
    pub size: u64,
}

/// Numbers without an apparent order, the same at every run (splitmix64).
#[derive(Debug)]
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }

    fn pick(&mut self, weights: impl Iterator<Item = u32> + Clone) -> usize {
        let mut drawn = self.below(weights.clone().map(u64::from).sum());
        let mut chosen = 0;
        for weight in weights.map(u64::from) {
            if drawn < weight {
                break;
            }
            drawn -= weight;
            chosen += 1;
        }
        chosen
    }

    /// About `whole × per_million / 1 000 000`, sometimes less and sometimes more.
    pub fn share(&mut self, whole: u64, per_million: u64) -> u64 {
        let around = whole * per_million * (50 + self.below(101)) / 100;
        let rounded = (around + self.below(1_000_000)) / 1_000_000;
        rounded.min(whole)
    }
}

pub fn nation(establishments: usize) -> Vec<Hospital> {
    let mut numbers = Numbers::new(2024);
    let mut hospital = || {
        let region = numbers.pick(REGIONS.into_iter());
        let kind = numbers.pick(TYPES.into_iter().map(|(weight, _)| weight));
        let size = u64::from(TYPES[kind].1) * (20 + numbers.below(200));
        Hospital { region, kind, size }
    };
    (0..establishments).map(|_| hospital()).collect()
}
