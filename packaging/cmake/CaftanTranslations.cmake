# caftan_translations(TARGET): builds translations/*.ts into TARGET as :/i18n/*.qm (ask for Q_INIT_RESOURCE(translations)).
# The target translations_update brings the .ts files up to date with the sources. Without Qt's translation tools the
# window speaks English only.
find_package(Qt6LinguistTools 6.4 QUIET)

function(caftan_translations target)
    set(folder "${CMAKE_SOURCE_DIR}/translations")
    set(sources "${folder}/caftan_en.ts" "${folder}/caftan_de.ts" "${folder}/caftan_zh_CN.ts")
    set(built "${CMAKE_BINARY_DIR}/translations")
    file(MAKE_DIRECTORY "${built}")
    set(compiled "")
    set(entries "")
    if(TARGET Qt6::lrelease AND TARGET Qt6::lupdate)
        foreach(source ${sources})
            get_filename_component(name "${source}" NAME_WE)
            add_custom_command(OUTPUT "${built}/${name}.qm"
                COMMAND Qt6::lrelease -silent "${source}" -qm "${built}/${name}.qm" DEPENDS "${source}" VERBATIM)
            list(APPEND compiled "${built}/${name}.qm")
            string(APPEND entries "<file>${name}.qm</file>")
        endforeach()
        # English needs nothing but its plurals. said, words ... translate what they are given.
        set(options -silent -locations none -no-obsolete -I "${CMAKE_SOURCE_DIR}" -source-language en
            -tr-function-alias tr+=said,tr+=words,tr+=translated,tr+=compareWord,tr+=seriesText,tr+=runText)
        add_custom_target(translations_update
            COMMAND Qt6::lupdate ${options} ui app/gui -ts translations/caftan_de.ts translations/caftan_zh_CN.ts
            COMMAND Qt6::lupdate ${options} -pluralonly ui app/gui -ts translations/caftan_en.ts
            WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}" VERBATIM)
    else()
        message(STATUS "Qt's translation tools not found (packages qt6-l10n-tools, qt6-tools-dev, qt6-tools-dev-tools): English only")
    endif()
    file(CONFIGURE OUTPUT "${built}/translations.qrc" CONTENT "<RCC><qresource prefix=\"/i18n\">@entries@</qresource></RCC>\n"
         @ONLY)
    set(resource "${built}/qrc_translations.cpp")
    add_custom_command(OUTPUT "${resource}"
        COMMAND Qt6::rcc --name translations --output "${resource}" "${built}/translations.qrc"
        DEPENDS ${compiled} "${built}/translations.qrc" VERBATIM)
    set_source_files_properties("${resource}" PROPERTIES SKIP_AUTOGEN ON SKIP_UNITY_BUILD_INCLUSION ON)
    target_sources(${target} PRIVATE "${resource}")
endfunction()
