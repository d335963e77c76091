//! What is vendored, pinned by version and integrity.

use std::collections::BTreeMap;

use super::Entry;

pub struct Package {
    /// Name of the folder.
    pub name: &'static str,
    pub npm: &'static str,
    pub version: &'static str,
    /// `dist.integrity` of the registry.
    pub integrity: &'static str,
    pub spdx: &'static str,
    pub source: &'static str,
    /// What we changed; empty when nothing.
    pub changes: &'static str,
    /// Vendor folder below the repository's root.
    pub folder: &'static str,
    /// (path in the package, name here); `*.subset.css` goes through [`super::subset`].
    pub files: &'static [(&'static str, &'static str)],
}

const WEB: &str = "crates/platform/web/assets/vendor";
const TESTS: &str = "crates/testkit/assets/vendor";

pub const PACKAGES: &[Package] = &[
    Package {
        name: "kern",
        npm: "@kern-ux/native",
        version: "2.7.2",
        integrity: "sha512-TN0Mqbasp7S1IOqurXickde8MDj5hIcgT4s3f1i33wyv2iVgA1dTO/FoQyi6rgM9KYTYkIthl9k72g7fBUUvHg==",
        spdx: "EUPL-1.2",
        source: "https://www.npmjs.com/package/@kern-ux/native/v/2.7.2",
        changes: "Only the components and icons we use, no font faces, unused palette colours left out; \
                  made by xtask/src/vendor/subset.rs, under EUPL-1.2 like the original.",
        folder: WEB,
        files: &[
            ("dist/kern.min.css", "kern.subset.css"),
            ("LICENSE.md", "LICENSE.md"),
        ],
    },
    Package {
        name: "htmx",
        npm: "htmx.org",
        version: "4.0.1",
        integrity: "sha512-oF7JgXhDW9UXCy/k1ZYFUQgzu/rm19ORWPSPNL91vPluB2PB9+MV55tyQdH/w7o2EAbTYUG5SDW1R60mdkdqGg==",
        spdx: "0BSD",
        source: "https://www.npmjs.com/package/htmx.org/v/4.0.1",
        changes: "",
        folder: WEB,
        files: &[("dist/htmx.min.js", "htmx.min.js"), ("LICENSE", "LICENSE")],
    },
    Package {
        name: "leaflet",
        npm: "leaflet",
        version: "1.9.4",
        integrity: "sha512-nxS1ynzJOmOlHp+iL3FyWqK89GtNL8U8rvlMOsQdTTssxZwCXh8N2NB3GDQOL+YR3XnWyZAxwQixURb+FA74PA==",
        spdx: "BSD-2-Clause",
        source: "https://www.npmjs.com/package/leaflet/v/1.9.4",
        changes: "",
        folder: WEB,
        files: &[
            ("dist/leaflet.js", "leaflet.js"),
            ("dist/leaflet.css", "leaflet.css"),
            ("LICENSE", "LICENSE"),
        ],
    },
    Package {
        name: "axe-core",
        npm: "axe-core",
        version: "4.14.1",
        integrity: "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
        spdx: "MPL-2.0",
        source: "https://www.npmjs.com/package/axe-core/v/4.14.1",
        changes: "",
        folder: TESTS,
        files: &[("axe.min.js", "axe.min.js"), ("LICENSE", "LICENSE")],
    },
];

impl Package {
    /// The entry of `VENDOR.toml` for these files.
    pub fn entry(&self, files: BTreeMap<String, String>) -> Entry {
        Entry {
            npm: self.npm.into(),
            version: self.version.into(),
            integrity: self.integrity.into(),
            spdx: self.spdx.into(),
            source: self.source.into(),
            changes: self.changes.into(),
            files,
        }
    }
}
