"""Night patrols: squads and rosters, shifts and their two-hourly rounds, vehicle checks, owners called, rounds that go
missed and who hears of it. Not here: what other rooms make of it (figures: dashboards), and cases."""
