//! Percentages and densities of resistance, with their intervals.

use domain::documentation::resistance::{worked_density, worked_proportions};
use domain::nomenclature::{class_rows, tested_antibiotic};
use domain::resistance::resistance_computation_rules;
use leptos::prelude::*;

use super::parts::{Formula, MethodPart, RuleList, Texts, worked};

/// The part about percentages and densities.
#[component]
pub fn Resistance() -> impl IntoView {
    let classes = class_rows().iter().map(|row| {
        let name = |code: &str| tested_antibiotic(code).map_or("", |one| one.label);
        let members: Vec<&str> = row.members.split('|').map(name).collect();
        let rule = if row.rule == "first" { "le premier testé décide" } else { "un R suffit" };
        let groups =
            if row.groups.is_empty() { "tous".to_owned() } else { row.groups.replace('|', ", ") };
        vec![row.label.to_owned(), members.join(", "), rule.to_owned(), groups]
    });
    view! {
        <MethodPart anchor="pourcentages" tables=&["resistance_classes", "figure_limits"]>
            <RuleList
                rules=resistance_computation_rules()
                ids=&["resistant", "intermediate", "classes", "phenotypes", "onset", "density", "interval", "plausibility"]
            />
            <Formula text="% R = 100 × R ÷ (S + SFP + R)" />
            <Formula text="Densité = 1\u{202f}000 × isolats résistants ÷ JH" />
            <Texts
                caption="Classes de molécules"
                columns=&["Classe", "Membres", "Règle", "Micro-organismes"]
                rows=classes.collect()
            />
            <h3 class="text-lg font-semibold">"Exemples calculés"</h3>
            <ul class="max-w-prose list-disc space-y-2 ps-6">
                {worked_proportions()
                    .iter()
                    .map(|figure| view! { <li>{format!("% R = {}", worked(figure, "100"))}</li> })
                    .collect_view()}
                <li>{format!("Densité des SARM = {}", worked(&worked_density(), "1\u{202f}000"))}</li>
            </ul>
        </MethodPart>
    }
}
