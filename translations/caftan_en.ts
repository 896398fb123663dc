<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>caftan::ui::ComparePage</name>
    <message numerus="yes">
        <source>%n run(s) with answers, curves, log and checkpoints would be gone for good.</source>
        <translation>
            <numerusform>%n run with answers, curves, log and checkpoints would be gone for good.</numerusform>
            <numerusform>%n runs with answers, curves, log and checkpoints would be gone for good.</numerusform>
        </translation>
    </message>
</context>
</TS>
