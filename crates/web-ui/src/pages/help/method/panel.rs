//! The lines of the panel of resistances.

use domain::resistance::{Panel, resistance_panels};
use leptos::prelude::*;

use super::parts::{LongList, MethodPart, Texts};

/// The part about the panel.
#[component]
pub fn PanelLines() -> impl IntoView {
    let rows: Vec<_> = resistance_panels().iter().map(cells).collect();
    view! {
        <MethodPart anchor="panel" tables=&["resistance_panels"]>
            <p class="max-w-prose">
                "Les indicateurs que demandent Santé publique France et EARS-Net, tels qu’ils sont montrés dans la vue «\u{a0}Panel\u{a0}» de "
                "l’onglet Résistances. Où «\u{a0}par nature\u{a0}» est dit, chaque nature de prélèvement est dédoublonnée et montrée à part."
            </p>
            <LongList title=format!("Les {}\u{a0}lignes du panel", rows.len())>
                <Texts
                    caption="Panel"
                    columns=&["Micro-organisme", "Résistance", "Isolats", "Chiffres", "Source"]
                    rows
                />
            </LongList>
        </MethodPart>
    }
}

fn cells(line: &Panel) -> Vec<String> {
    let part = line.subject.part.label().unwrap_or("tous les prélèvements");
    let part = if line.by_specimen { format!("{part}, et par nature") } else { part.to_owned() };
    let figures = match (line.proportion, line.density) {
        (true, true) => "% R et densité",
        (true, false) => "% R",
        (false, _) => "densité",
    };
    let texts = [line.organism, line.label, part.as_str(), figures, line.source];
    texts.map(str::to_owned).into()
}
