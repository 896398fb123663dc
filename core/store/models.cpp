// Models that a project refers to.
#include "core/base/clock.h"
#include "core/base/text.h"
#include "core/store/rows.h"
#include "core/store/scorings.h"

namespace caftan {

static ModelRecord modelFrom(const Query& row) {
    ModelRecord model;
    model.id = row.integer(0);
    model.uid = row.text(1);
    model.name = row.text(2);
    model.path = row.text(3);
    model.family = row.text(4);
    model.sha256 = row.text(5);
    model.parentRun = row.optional(6);
    model.created = row.real(7);
    model.config = row.json(8);
    return model;
}

Result<int64_t> addModel(Project& project, const ModelRecord& model) {
    return writeValue<int64_t>(project, [&]() -> Result<int64_t> {
        Query same(project, "SELECT id FROM model WHERE name = ? AND sha256 = ?");
        if (same.bind(model.name, model.sha256).next()) {
            const int64_t id = same.integer(0); // it may have moved, or its chat format was chosen, since
            Query(project, "UPDATE model SET path = ?, config = ? WHERE id = ?")
                .bind(model.path, model.config, id)
                .run();
            return id;
        }
        const std::string uid = model.uid.empty() ? newUid() : model.uid;
        Query insert(project, "INSERT INTO model(uid, name, path, family, sha256, parent_run, created, config)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        insert.bind(uid, model.name, model.path, model.family, model.sha256, model.parentRun,
                    model.created > 0 ? model.created : unixTime(), model.config);
        insert.run();
        return insert.lastId();
    });
}

Result<std::vector<ModelRecord>> listModels(Project& project) {
    return guarded(project, [&]() -> Result<std::vector<ModelRecord>> {
        Query query(project,
                    "SELECT id, uid, name, path, family, sha256, parent_run, created, config FROM model ORDER BY id");
        std::vector<ModelRecord> models;
        while (query.next())
            models.push_back(modelFrom(query));
        return models;
    });
}

Result<ModelRecord> findModel(Project& project, const std::string& nameOrId) {
    CAFTAN_TRY(models, listModels(project));
    const auto id = parseInt(nameOrId);
    std::string names;
    const ModelRecord* found = nullptr;
    for (const ModelRecord& model : models) { // of several with one name the youngest
        if (model.name == nameOrId || model.uid == nameOrId)
            found = &model;
        names += (names.empty() ? "" : ", ") + model.name;
    }
    for (const ModelRecord& model : models)
        if (!found && id == model.id)
            found = &model;
    if (found)
        return *found;
    return fail("there is no model \"" + nameOrId + "\"" +
                (names.empty() ? ": this project has none yet; 'caftan-cli model add PATH' adds one."
                               : "; this project has: " + names + "."));
}

} // namespace caftan
